"""`python -m playground`: Caffi with the demo programme, and the playground beside it, until Ctrl+C."""

import os
import subprocess
import sys
from pathlib import Path

from playground.beside import NotInstalled, playground

_DATA = Path("data") / "playground"


def main() -> int:
    """Caffi on CAFFI_PORT (8000), the playground on PLAYGROUND_PORT (56150); both on this machine alone."""
    at = os.environ.get("CAFFI_PORT", "8000")
    port = int(os.environ.get("PLAYGROUND_PORT", "56150"))
    who = os.environ.get("PLAYGROUND_AS", "nia")
    # What is set for a real Slack or Teams is not for a try.
    kept = {name: each for name, each in os.environ.items() if not name.startswith(("SLACK_", "TEAMS_"))}
    environment = {"CAFFI_DATA": str(_DATA), **kept, "TEAMS_PLAYGROUND": "true", "CAFFI_HOST": "127.0.0.1"}
    folder = Path(environment["CAFFI_DATA"]) / "agents"
    try:
        with playground(folder, port=port, app=f"http://127.0.0.1:{at}/api/messages", who=who) as address:
            sys.stdout.write(f"Open {address} in your browser. Stop with Ctrl+C.\n")
            sys.stdout.flush()
            return subprocess.call([sys.executable, "-m", "bot", "run"], env=environment)
    except (NotInstalled, RuntimeError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
