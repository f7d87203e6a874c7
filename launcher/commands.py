"""The command line: `demo` and `test`."""

import argparse
import signal
import sys

from launcher.demo import demo
from launcher.steps import Trouble, complain, say
from launcher.testing import test


class Ended(BaseException):
    """Somebody wants us to end: Ctrl-C, SIGTERM, or the terminal was closed."""


def main(argv: list[str]) -> int:
    sys.stdout.reconfigure(errors="replace")  # a terminal that knows few letters is no reason to stop
    arguments, rest = _parser().parse_known_args(argv)
    if rest and arguments.command != "test":
        _parser().error(f"unknown: {' '.join(rest)}")
    _listen_to_signals()
    try:
        if arguments.command == "test":
            return test(rest)
        demo(arguments.host, arguments.port, arguments.fresh)
    except Trouble as trouble:
        complain(trouble)
        return 1
    except Ended as ended:
        say("\nEnded.")
        return 0 if arguments.command == "demo" else 128 + ended.args[0]
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./mpp", description="The portal on this machine, and its tests.")
    commands = parser.add_subparsers(dest="command", required=True)
    shown = commands.add_parser("demo", help="start the whole portal with its demo cast; Ctrl-C ends it")
    shown.add_argument(
        "--port", type=_port, help="this port and no other (usually 8000, or the next that is free)"
    )
    shown.add_argument("--host", default="127.0.0.1", help="an address of this machine's own loopback")
    shown.add_argument("--fresh", action="store_true", help="forget everything of earlier demos first")
    commands.add_parser("test", help="run the suite; further words go to pytest", add_help=False)
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


def _listen_to_signals() -> None:
    def end(number: int, _frame: object) -> None:
        for each in heard:
            signal.signal(each, signal.SIG_IGN)
        raise Ended(number)

    heard = [signal.SIGINT, signal.SIGTERM]
    # Under nohup the end of the terminal is ignored, and stays so.
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        heard.append(signal.SIGHUP)
    for each in heard:
        signal.signal(each, end)
