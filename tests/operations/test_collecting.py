"""A Caffi that runs does not look again and again through all that it imported, for what to throw away."""

import ast
import subprocess
import sys

from tests.forked import environment
from tests.operations.conftest import free_port

# From inside: once it answers, through how many objects the collector goes, and how many it leaves alone.
LOOKING_ON = """
import gc, os, signal, threading, time, urllib.request
from bot.cli.run import run

def look():
    while True:
        try:
            urllib.request.urlopen("http://127.0.0.1:{port}/health/ready", timeout=60)
            break
        except OSError:
            time.sleep(0.02)
    print("collector", len(gc.get_objects()), gc.get_freeze_count(), gc.isenabled(), flush=True)
    os.kill(os.getpid(), signal.SIGTERM)

looking = threading.Thread(target=look, daemon=True)
looking.start()
run()
looking.join()
print("broken off", [each.name for each in threading.enumerate() if each.daemon], flush=True)
"""


def test_the_collector_works_in_other_commands(tmp_path):
    asked = "import gc, bot.__main__; print(gc.isenabled())"
    told = subprocess.run(
        [sys.executable, "-c", asked],
        env=environment(),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "True\n"


def test_what_was_imported_is_looked_through_no_more(tmp_path):
    port = free_port()
    command = [sys.executable, "-c", LOOKING_ON.format(port=port)]
    told = environment(CAFFI_DATA=str(tmp_path / "data"), CAFFI_PORT=str(port))
    ended = subprocess.run(
        command, env=told, cwd=tmp_path, capture_output=True, text=True, timeout=100, check=True
    )
    (seen,) = (line for line in ended.stdout.splitlines() if line.startswith("collector "))
    looked_through, left_alone, works = map(ast.literal_eval, seen.split()[1:])
    assert works, "what is thrown away later is found"
    assert "broken off []" in ended.stdout, (
        "Python breaks daemons off when it ends, in a library's code with a crash"
    )
    assert left_alone > 100_000
    assert looked_through < left_alone / 4
