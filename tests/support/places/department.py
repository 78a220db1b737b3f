"""Allweather as a department runs it: the files of .deploy/ with other ports, a certificate, nginx, two replicas."""

import re
import ssl
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import trustme

from tests.support.browser import wait_until_up
from tests.support.places.services import HOST, OUTPUT, free_port, program_process, require_program
from tests.support.running.programs import ROOT

DEPLOY = ROOT / ".deploy"
# What the files have in place of a department's own name and ports.
NAME, PORTS = "allweather.example.org", ("8501", "8502")
COOKIE = "allweather_replica"
# Files that one address may have on their way here: of a department's 40, one a second begins.
MOST_SENDING = 4
LOGS = "allweather.log", "allweather.error.log", OUTPUT
MAIN_CONFIGURATION = """\
daemon off;
user root;
pid {folder}/pid;
error_log stderr;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@dataclass
class Replica:
    """One server of the page, started by the line of the systemd unit."""

    folder: Path
    environment: dict[str, str]
    port: int = field(default_factory=free_port)
    starts: ExitStack = field(default_factory=ExitStack)

    def start(self) -> None:
        unit = (DEPLOY / "allweather@.service").read_text("utf-8")
        line = re.search(r"^ExecStart=\S+/python (.+)$", unit, re.M)
        assert line
        command = [sys.executable, *line[1].replace("%i", str(self.port)).split()]
        self.folder.mkdir(exist_ok=True)
        self.process = self.starts.enter_context(
            program_process(command, self.folder, directory=ROOT, environment=self.environment)
        )
        wait_until_up(f"http://{HOST}:{self.port}", self.process)

    def kill(self) -> None:
        """As a machine that loses its power: without notice."""
        self.process.kill()
        self.process.wait()


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    text: str


@dataclass(frozen=True)
class Department:
    folder: Path
    address: str
    plain_address: str
    replicas: dict[str, Replica]
    """By the value of the cookie."""
    trust: ssl.SSLContext

    def request(
        self, path: str, method: str = "GET", body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        request = Request(self.address + path, data=body, method=method, headers=headers or {})
        try:
            with urlopen(request, context=self.trust, timeout=30) as answer:
                return Answer(answer.status, answer.headers, answer.read().decode(errors="replace"))
        except HTTPError as refusal:
            with refusal:
                return Answer(refusal.code, refusal.headers, refusal.read().decode(errors="replace"))

    def log_text(self) -> str:
        """All that nginx and the replicas wrote."""
        return "".join(path.read_text("utf-8") for path in self.folder.rglob("*") if path.name in LOGS)


@contextmanager
def department(folder: Path, environment: dict[str, str]) -> Iterator[Department]:
    """Two replicas behind nginx; `environment` (variables) says where both have their records."""
    nginx = require_program("nginx", "nginx")
    shared = {**environment, "STREAMLIT_SERVER_COOKIE_SECRET": "the same for both"}
    one, other = (Replica(folder / name, shared) for name in ("1", "2"))
    secure, plain = free_port(), free_port()
    trust = make_certificate(folder)
    write_configuration(
        folder,
        {
            **{f":{there}": f":{here.port}" for there, here in zip(PORTS, (one, other), strict=True)},
            "listen 443 ": f"listen {HOST}:{secure} ",
            "listen 80;": f"listen {HOST}:{plain};",
            # Nobody wants to wait for it.
            "client_header_timeout 10s": "client_header_timeout 2s",
            "limit_conn allweather_sending 40": f"limit_conn allweather_sending {MOST_SENDING}",
        },
    )
    with one.starts, other.starts:
        one.start()
        other.start()
        with program_process([nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")], folder) as proxy:
            address = f"https://localhost:{secure}"
            wait_until_up(address, proxy, trust)
            yield Department(folder, address, f"http://localhost:{plain}", {"1": one, "2": other}, trust)


def make_certificate(folder: Path) -> ssl.SSLContext:
    """Write a certificate where nginx looks for it; what trusts it."""
    authority, trust = trustme.CA(), ssl.create_default_context()
    certificate = authority.issue_cert("localhost")
    certificate.private_key_and_cert_chain_pem.write_to_path(folder / "allweather.pem")
    certificate.private_key_pem.write_to_path(folder / "allweather.key")
    authority.configure_trust(trust)
    return trust


def write_configuration(folder: Path, listening: dict[str, str]) -> None:
    """The site of .deploy/, unchanged but for ports, name and folders."""
    site = (DEPLOY / "nginx.conf").read_text("utf-8")
    folders = dict.fromkeys(("/etc/nginx/", "/var/log/nginx/"), f"{folder}/")
    for theirs, ours in {**listening, NAME: "localhost", **folders}.items():
        assert theirs in site
        site = site.replace(theirs, ours)
    (folder / "site.conf").write_text(site, "utf-8")
    (folder / "nginx.conf").write_text(MAIN_CONFIGURATION.format(folder=folder), "utf-8")
