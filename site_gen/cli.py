"""The command line: `site-gen`. The only room that prints.

Each command is a function `(arguments, Terminal) -> exit code` in `commands`; here are their words and flags. Heavy
rooms are imported by the command that needs them, so that `--help` is quick.
"""

from __future__ import annotations

import argparse
import io
import os
import sys

from site_gen import __version__
from site_gen.exits import INTERRUPTED, PROBLEMS, USAGE

TYPE_CHECKING = False  # not from typing, which takes as long to import as the rest of `--help`
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any, Final, NoReturn


class _Formatter(argparse.HelpFormatter):
    """argparse's, as wide as the terminal; asked here, since argparse imports all kinds of archives to ask."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=max(40, _columns() - 2))


class _Parser(argparse.ArgumentParser):
    """argparse, with the nearest command told for a slip."""

    def error(self, message: str) -> NoReturn:
        if "invalid choice" in message and "'" in message:
            from site_gen.errors import did_you_mean

            wrong = message.split("'")[1]
            hint = did_you_mean(wrong, COMMANDS)
            message = f'no command "{wrong}"' + (f"; {hint}" if hint else "")
        print(f"site-gen: {message}\nsite-gen: see site-gen --help", file=sys.stderr)
        raise SystemExit(USAGE)


class _Command(_Parser):
    """A command's parser, which gets its flags when it is the one that was called."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """argparse's way into a command."""
        common = self.add_argument_group("everywhere")
        common.add_argument("-C", "--root", type=_path, default=argparse.SUPPRESS, metavar="DIR", help="the project")
        common.add_argument("-v", "--verbose", action="store_true", help="tell more")
        common.add_argument("-q", "--quiet", action="store_true", help="tell problems only")
        common.add_argument("--no-color", action="store_true", help="no colours (also: NO_COLOR)")
        common.add_argument("--json", action="store_true", help="tell the result as JSON")
        COMMANDS[self.prog.rpartition(" ")[2]][1](self)
        return super().parse_known_args(args, namespace)


def make_parser() -> argparse.ArgumentParser:
    """All commands with their flags."""
    told = "A folder of news articles becomes a sourced briefing site."
    parser = _Parser(prog="site-gen", description=told, formatter_class=_Formatter)
    parser.add_argument("--version", action="version", version=f"site-gen {__version__}")
    parser.add_argument("-C", "--root", type=_path, default=".", metavar="DIR", help="the project (default: here)")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Command)
    for name, (words, _) in COMMANDS.items():
        described = f"{words[0].upper()}{words[1:]}."
        commands.add_parser(name, help=words, description=described, formatter_class=_Formatter)
    return parser


def _build_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument("-o", "--output", default="public", metavar="DIR", help="output folder (default: public)")
    command.add_argument("--base-url", metavar="URL", help="where the site will stand, instead of site.yaml's")
    command.add_argument("--drafts", action="store_true", help="build drafts too")
    command.add_argument("--strict", action="store_true", help="a text that its article does not have is an error")
    command.add_argument("--no-ingest", action="store_true", help="do not take new seeds first")
    command.add_argument("--keep-going", action="store_true", help="leave out items with problems, build the others")
    _jobs_flag(command)


def _build_once_flags(command: argparse.ArgumentParser) -> None:
    _build_flags(command)
    _executor_flag(command)
    command.add_argument("--profile", action="store_true", help="tell where the time went: seconds and counts by step")


def _jobs_flag(command: argparse.ArgumentParser) -> None:
    command.add_argument("--jobs", type=_jobs, default=0, metavar="N", help="processes (default: all cores)")


def _executor_flag(command: argparse.ArgumentParser) -> None:
    told = "let a Dask cluster work, at its scheduler's address"
    command.add_argument("--executor", type=_executor, default="", metavar="dask://HOST:PORT", help=told)


def _serve_flags(command: argparse.ArgumentParser) -> None:
    _build_flags(command)
    command.add_argument("--port", type=_port, default=8000, help="port on 127.0.0.1 (default: 8000; 0: any free)")
    told = "address to listen at, instead of this machine's own 127.0.0.1; whoever reaches it reads the site"
    command.add_argument("--host", metavar="ADDRESS", default="127.0.0.1", help=told)
    command.add_argument("--by", metavar="NAME", default="", help="who decides in the review, written beside each")


def _ingest_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument("seeds", nargs="*", metavar="SEED", help="seeds to take (default: all)")
    command.add_argument("--dry-run", action="store_true", help="tell what would be done, write nothing")
    _jobs_flag(command)
    _executor_flag(command)


def _extract_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files", nargs="*", type=_path, metavar="FILE", help="texts, or JSON Lines with --jsonl (default: stdin)"
    )
    command.add_argument(
        "--jsonl", action="store_true", help="read rows {id, text, date, title}, write rows of findings"
    )
    command.add_argument("--date", metavar="DATE", help="when the text was published")
    command.add_argument("--lang", default="en", metavar="TAG", help="language of the text (default: en)")
    _jobs_flag(command)
    _executor_flag(command)


def _check_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=("text", "github"), default="text", help="how problems are told")


def _verify_flags(command: argparse.ArgumentParser) -> None:
    told = "a built folder, or a zip of one (default: public of the project)"
    command.add_argument("place", nargs="?", type=_path, metavar="FOLDER|ZIP", help=told)


def _init_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=_path, metavar="DIR", help="a new or empty folder")
    command.add_argument("--title", metavar="TEXT", help="title of the site")


def _explain_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument("id", metavar="ID", help="an item, actor, topic, source, seed, or page")


def _list_flags(command: argparse.ArgumentParser) -> None:
    kinds = "items, drafts, undated, unsourced, unconfirmed, open, orphans, unused"
    command.add_argument("kind", nargs="?", default="items", metavar="KIND", help=f"{kinds} (default: items)")


def _new_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument("kind", choices=("actor", "topic", "source", "item"), metavar="KIND",
                         help="actor, topic, source or item")  # fmt: skip
    command.add_argument("name", metavar="NAME", help="its name, or the item's title")
    command.add_argument("--id", metavar="ID", help="its id (default: made from the name)")
    command.add_argument("--as", dest="actor_kind", default="person", metavar="KIND", help="kind of an actor",
                         choices=("person", "state", "organisation", "armed-force", "group"))  # fmt: skip


def _rename_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument("kind", choices=("actor", "topic", "source"), metavar="KIND", help="actor, topic or source")
    command.add_argument("old", metavar="OLD", help="its id")
    command.add_argument("new", metavar="NEW", help="its new id; one that is there takes it in")


def _review_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument("--list", action="store_true", help="tell the questions, ask none")
    command.add_argument("--again", action="store_true", help="ask what was skipped too")
    command.add_argument("--by", metavar="NAME", default="", help="who decides, written beside what is confirmed")


def _none(command: argparse.ArgumentParser) -> None:
    pass


COMMANDS: Final = {
    "init": ("make a new project that builds", _init_flags),
    "ingest": ("read seeds into items", _ingest_flags),
    "extract": ("find who said what, when, in any text", _extract_flags),
    "build": ("take new seeds and build the site", _build_once_flags),
    "serve": ("build, preview on this machine, rebuild at every change", _serve_flags),
    "check": ("check content, the built pages and their links; write nothing", _check_flags),
    "explain": ("tell why something is tagged, dated, shown or missing", _explain_flags),
    "review": ("walk through what needs an eye, and write the decisions down", _review_flags),
    "list": ("list items, and what needs an eye", _list_flags),
    "new": ("add an actor, topic, source or item", _new_flags),
    "rename": ("change an id everywhere, or merge two", _rename_flags),
    "verify": ("hold a built folder or a zip of one against its manifest of hashes", _verify_flags),
    "clean": ("remove what was built and remembered; content stays", _none),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. The exit code: 0 fine; 1 problems in content, templates, build; 2 wrong usage; 130 interrupted."""
    parser = make_parser()
    arguments = parser.parse_args(argv)
    if arguments.command is None:
        parser.print_help()
        return USAGE
    from site_gen.commands import run

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # whatever an article says, some terminal cannot show it
    try:
        return run(arguments.command, arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except OSError as error:
        from site_gen.errors import format_problem, of_disk

        print(format_problem(of_disk(error, arguments.root)), file=sys.stderr)
        return PROBLEMS


def _columns() -> int:
    """How wide the terminal is; 80 where nobody says."""
    told = os.environ.get("COLUMNS", "")
    if told.isdigit() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(1).columns or 80
    except OSError:
        return 80


def _path(text: str) -> Path:
    from pathlib import Path

    return Path(text)


def _jobs(text: str) -> int:
    if not text.isdigit() or int(text) > 1024:
        raise argparse.ArgumentTypeError(f'"{text}" is no number of processes; write 0 to 1024')
    return int(text)


def _executor(text: str) -> str:
    if not text:
        return ""
    host, _, port = text.removeprefix("dask://").rpartition(":")
    if not text.startswith("dask://") or not host or not port.isdigit() or int(port) > 65535:
        raise argparse.ArgumentTypeError(f'"{text}" is no cluster; write dask://HOST:PORT, the port is often 8786')
    from site_gen.executors import lacking

    if told := lacking(text):
        raise argparse.ArgumentTypeError(told)
    return text


def _port(text: str) -> int:
    if not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f'"{text}" is no port; write 0 to 65535')
    return int(text)
