"""The command that serves the web application."""

import socket
from pathlib import Path

import click

from cordiale.cli.asking import opened
from cordiale.cli.frame import Failure, command, ledger_option
from cordiale.cli.tables import person
from cordiale.cli.words import say

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@command("serve")
@click.argument("place", metavar="[LEDGER]", required=False)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, metavar="N")
@click.option("--token", "new", is_flag=True)
@click.option("--open", "show", is_flag=True)
@click.option("--by", metavar="NAME")
@ledger_option()
def serve_command(
    place: str | None, host: str, port: int, new: bool, show: bool, by: str | None, ledger: str
) -> None:
    import uvicorn

    from cordiale.web.app import create_app
    from cordiale.web.security import LOOPBACK, new_token, token_hash

    ledger = place or ledger
    with opened(ledger):
        pass
    stored = Path(f"{ledger}.token")
    token: str | None = None
    if new:
        token = new_token()
        stored.touch(mode=0o600)
        stored.write_text(token_hash(token) + "\n", encoding="ascii")
    kept = stored.read_text(encoding="ascii").strip() if stored.exists() else None
    if host not in _LOOPBACK and kept is None:
        raise Failure("token_needed", host=host)
    listening = _listen(host, port)
    told = f"[{host}]" if ":" in host else host
    address = f"http://{told}:{listening.getsockname()[1]}/"
    hosts = LOOPBACK if host in _LOOPBACK else (*LOOPBACK, told, socket.gethostname())
    app = create_app(ledger, by=person(by), hosts=hosts, token=kept)
    click.echo(say("report.serving", ledger=ledger, address=address))
    if token is not None:
        click.echo(say("report.token", address=f"{address}enter?token={token}"))
    if show:
        click.launch(address)
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens, so that a port that is taken is told before anything starts."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen()  # who comes before the server has started waits, and is not turned away
    except OSError as error:
        made.close()
        raise Failure("no_port", host=host, port=port, reason=error.strerror or error) from error
    return made
