"""Debian's dovecot on this machine, with settings and letters of its own: a second opinion about IMAP."""

import asyncio
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from grp import getgrgid
from pathlib import Path
from pwd import getpwnam, getpwuid

import pytest

from tests.fakes.teams.serving import certificate
from tests.platforms.mail.servers import PASSWORD, USER, Mailbox
from tests.soak.processes import ENDS_WITHIN, STARTS_WITHIN, free_port

DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
# Version 2.4 reads another kind of configuration.
SERIES = "2.3."

CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
ssl = yes
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/certificate.pem
mail_location = maildir:{folder}/letters/%u
mail_fsync = never
mail_max_userip_connections = 100
auth_failure_delay = 0
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/people
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/letters/%u
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
"""


@asynccontextmanager
async def dovecot_server() -> AsyncIterator[Mailbox]:
    """Skips the test where there is none. It runs as who runs the tests; where that is root, as nobody."""
    if DOVECOT is None:
        pytest.skip("dovecot is not installed (sudo apt-get install dovecot-imapd)")
    if not (found := _version(DOVECOT)).startswith(SERIES):
        pytest.skip(f"these tests know how to set up dovecot {SERIES}x, as in Debian 12; here is {found}")
    # A socket's path has to be shorter than 107 bytes, so not pytest's own long one.
    server = Dovecot(DOVECOT, Path(tempfile.mkdtemp(prefix="caffi-imap-")))
    try:
        await server.again()
        yield Mailbox(server.ports, server.kill, server.again, server.letters)
    finally:
        await server.stop()
        print(server.log())  # noqa: T201 - seen where a test falls
        shutil.rmtree(server.folder)


class Dovecot:
    """`letters`: the Maildir. `log()`: what it said."""

    def __init__(self, program: str, folder: Path) -> None:
        self.folder = folder
        plain, tls = free_port(), free_port()
        self.ports = {"none": plain, "starttls": plain, "tls": tls}
        self._program = program
        self._process: asyncio.subprocess.Process | None = None
        who = getpwnam("nobody") if os.geteuid() == 0 else getpwuid(os.geteuid())
        self._as = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
        for name in ("run", "letters"):
            (folder / name).mkdir()
        shutil.copy(certificate(), folder / "certificate.pem")
        (folder / "people").write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
        (folder / "dovecot.conf").write_text(
            CONFIGURATION.format(
                folder=folder, plain=plain, tls=tls, uid=who.pw_uid, gid=who.pw_gid, user=who.pw_name,
                group=getgrgid(who.pw_gid).gr_name,
            ),
            encoding="utf-8",
        )  # fmt: skip
        if self._as:
            for path in (folder, *folder.iterdir()):
                os.chown(path, who.pw_uid, who.pw_gid)

    @property
    def letters(self) -> Path:
        return self.folder / "letters" / USER

    def log(self) -> str:
        file = self.folder / "log"
        return file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""

    async def again(self) -> None:
        """Until it greets."""
        (self.folder / "run" / "master.pid").unlink(missing_ok=True)
        self._process = await asyncio.create_subprocess_exec(
            self._program, "-F", "-c", str(self.folder / "dovecot.conf"),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, **self._as,
        )  # fmt: skip
        async with asyncio.timeout(STARTS_WITHIN):
            while not (await self._says() or b"").startswith(b"* OK"):
                assert self._process.returncode is None, f"dovecot ended by itself:\n{self.log()}"
                await asyncio.sleep(0.02)

    async def kill(self) -> None:
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> None:
        """With all its children, which are of its session, until nobody has its port."""
        if self._process is None:
            return
        for number in (how, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)
            await self._process.wait()
        async with asyncio.timeout(ENDS_WITHIN):
            while True:
                if await self._says() is None:
                    return
                await asyncio.sleep(0.02)

    async def _says(self) -> bytes | None:
        """What whoever has the port says first; None: nobody has it."""
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.ports["none"])
        except OSError:
            return None
        try:
            return await reader.readline()
        except OSError:
            return b""
        finally:
            writer.close()


def _version(program: str) -> str:
    asked = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    return asked.stdout.strip()
