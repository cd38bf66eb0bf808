"""The command line: `site-gen`. The only room that prints.

Each command is a function `(arguments, Terminal) -> exit code` in `commands`; here are their words and flags. Heavy
rooms are imported by the command that needs them, so that `--help` is quick.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import time
from types import SimpleNamespace

from site_gen import __version__
from site_gen.exits import FINE, INTERRUPTED, PROBLEMS, USAGE
from site_gen.lean import end_at_once, know_no_extensions

TYPE_CHECKING = False  # not from typing, which takes as long to import as the rest of `--help`
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import Any, Final, NoReturn


class _Formatter(argparse.HelpFormatter):
    """argparse's, as wide as the terminal; asked here, since argparse imports all kinds of archives to ask."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=max(40, _columns() - 2))


class _Parser(argparse.ArgumentParser):
    """argparse, with the nearest command, flag or value told for a slip. Flags are never abbreviated: a script that
    does would break when another one comes."""

    def __init__(self, **words: Any) -> None:
        super().__init__(**{**words, "allow_abbrev": False, "formatter_class": _Formatter})

    def error(self, message: str) -> NoReturn:
        print(f"site-gen: {message}\nsite-gen: see {self.prog} --help", file=sys.stderr)
        raise SystemExit(USAGE)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """All arguments, or the first that is not known told with the nearest flag."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(self._stranger(unknown[0].partition("=")[0]))
        return found, unknown

    def _stranger(self, word: str) -> str:
        if not word.startswith("-") or word == "-":
            return f'nothing is done with "{word}"'
        from site_gen.errors import did_you_mean

        hint = did_you_mean(word, [one for action in self._actions for one in action.option_strings])
        return f'no flag "{word}"' + (f"; {hint}" if hint else "")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        from site_gen.errors import did_you_mean

        known = list(action.choices)
        if action.dest == "command":
            hint = did_you_mean(value, known)
            self.error(f'no command "{value}"' + (f"; {hint}" if hint else ""))
        hint = did_you_mean(value, known) or f"one of {', '.join(known)}"
        name = f"value of {action.option_strings[0]}" if action.option_strings else action.metavar or action.dest
        self.error(f'"{value}" is no {name}; {hint}')


class _Command(_Parser):
    """A command's parser, which gets its flags when it is the one that was called."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """argparse's way into a command."""
        self.take_flags()
        return super().parse_known_args(args, namespace)

    def take_flags(self) -> None:
        """Its own flags and those that every command has."""
        common = self.add_argument_group("everywhere")
        common.add_argument("-C", "--root", default=argparse.SUPPRESS, metavar="DIR", help="the project")
        common.add_argument("-v", "--verbose", action="store_true", help="tell more")
        common.add_argument("-q", "--quiet", action="store_true", help="tell problems only")
        common.add_argument("--no-color", action="store_true", help="no colours (also: NO_COLOR)")
        common.add_argument("--json", action="store_true", help="tell the result as JSON")
        COMMANDS[self.prog.rpartition(" ")[2]][1](self)


def make_parser(argv: Sequence[str] = ()) -> argparse.ArgumentParser:
    """All commands, or the one alone that `argv` calls; each gets its flags when it is called."""
    told = "A folder of news articles becomes a sourced briefing site."
    parser = _Parser(prog="site-gen", description=told)
    parser.add_argument("--version", action="version", version=f"site-gen {__version__}")
    parser.add_argument("-C", "--root", default=".", metavar="DIR", help="the project (default: here)")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Command)
    for name in _called(argv) or COMMANDS:
        words = COMMANDS[name][0]
        commands.add_parser(name, help=words, description=_described(words))
    return parser


def _called(argv: Sequence[str]) -> list[str]:
    """The command that is called, where no more than the project is told before it."""
    found = [*(argv[2:3] if argv and argv[0] in ("-C", "--root") else argv[:1])]
    return found if found and found[0] in COMMANDS else []


def command_parser(name: str) -> argparse.ArgumentParser:
    """One command with its flags, for who describes it."""
    command = _Command(prog=f"site-gen {name}", description=_described(COMMANDS[name][0]))
    command.take_flags()
    return command


def _described(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


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
    command.add_argument("seeds", nargs="*", metavar="SEED", help="seeds, or addresses to fetch (default: all seeds)")
    command.add_argument("--list", type=_path, metavar="FILE", help="addresses to fetch, one a line")
    command.add_argument("--allow-local", action="store_true", help="fetch from this machine and its network too")
    command.add_argument("--dry-run", action="store_true", help="tell what would be done, write nothing")
    _jobs_flag(command)
    _executor_flag(command)


def _import_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=_path, metavar="FILE",
                         help="an export (JSON, JSON Lines, CSV, WARC, WACZ) or a folder of Markdown")  # fmt: skip
    command.add_argument("--map", default="", metavar="MAP", help="a map of site.yaml by name, or a YAML file")
    command.add_argument("--dry-run", action="store_true", help="tell what would be done, write nothing")
    told = "write seeds of rows that were taken before anew, as after a change of the map"
    command.add_argument("--again", action="store_true", help=told)


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
    command.add_argument("--title", type=_answer("title"), metavar="TEXT", help="title of the site")
    command.add_argument("--language", type=_answer("language"), metavar="TAG", help="language of menus and dates")
    told = "github, gitlab, both or none: whose pipeline to write; or the address where the site will stand"
    command.add_argument("--host", type=_answer("host"), metavar="HOST", help=told)
    command.add_argument("--yes", action="store_true", help="ask nothing")


def _explain_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument("id", metavar="ID", help="an item, actor, topic, source, seed, page, or error code")


def _list_flags(command: argparse.ArgumentParser) -> None:
    kinds = "items, drafts, undated, unsourced, unconfirmed, open, orphans, unused"
    command.add_argument("kind", nargs="?", default="items", choices=kinds.split(", "), metavar="KIND",
                         help=f"{kinds} (default: items)")  # fmt: skip


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


def _schema_flags(command: argparse.ArgumentParser) -> None:
    kinds = ("item", "actors", "topics", "sources", "site", "sidecar")
    command.add_argument("what", nargs="?", choices=kinds, metavar="FILE", help=f"{', '.join(kinds)} (default: item)")
    command.add_argument("--write", action="store_true", help="write all into content/.schema/, where editors look")


def _publish_flags(command: argparse.ArgumentParser) -> None:
    hosts = "git, rsync, s3, rclone, netlify, cloudflare, folder"
    command.add_argument("host", nargs="?", choices=hosts.split(", "), metavar="HOST",
                         help=f"{hosts} (default: publish_to of site.yaml)")  # fmt: skip
    told = "where there: REMOTE BRANCH, USER@HOST:/DIR/, s3://BUCKET/, REMOTE:PATH, a name, or a folder"
    command.add_argument("target", nargs="*", metavar="TARGET", help=told)
    command.add_argument("--run", action="store_true", help="build, check and do it (default: tell what would be done)")
    command.add_argument("--no-build", action="store_true", help="put the site as it stands, if content makes it so")
    command.add_argument("-o", "--output", default="public", metavar="DIR", help="the built site (default: public)")
    command.add_argument("--base-url", metavar="URL", help="where the site will stand, instead of site.yaml's")


def _completion_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument("shell", choices=("bash", "zsh", "fish"), metavar="SHELL", help="bash, zsh or fish")


def _doctor_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument("-o", "--output", default="public", metavar="DIR", help="output folder (default: public)")


def _none(command: argparse.ArgumentParser) -> None:
    pass


COMMANDS: Final = {
    "init": ("make a new project that builds", _init_flags),
    "ingest": ("read seeds into items", _ingest_flags),
    "import": ("take an export's rows as seeds, or another site's Markdown as items", _import_flags),
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
    "publish": ("put the site on a host with your own tools, or tell how", _publish_flags),
    "clean": ("remove what was built and remembered; content stays", _none),
    "schema": ("print the JSON Schema of a file, for editors", _schema_flags),
    "doctor": ("tell of versions, folders and state, for a report", _doctor_flags),
    "completion": ("print what lets a shell complete commands and flags", _completion_flags),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. The exit code: 0 fine; 1 problems in content, templates, build; 2 wrong usage; 130 interrupted."""
    end_at_once()
    argv = sys.argv[1:] if argv is None else argv
    parser = make_parser(argv)
    arguments = parser.parse_args(argv)
    if arguments.command is None:
        parser.print_help()
        return USAGE
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # whatever an article says, some terminal cannot show it
    try:
        if arguments.command == "build" and _is_told_again(arguments):
            return FINE
        know_no_extensions()
        from site_gen.commands import run

        arguments.root = _path(arguments.root)
        return run(arguments.command, arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except OSError as error:
        from site_gen.errors import format_problem, of_disk

        print(format_problem(of_disk(error, _path(str(arguments.root)))), file=sys.stderr)
        return PROBLEMS


def _is_told_again(arguments: argparse.Namespace) -> bool:
    """Tell a build that has nothing to do and to warn of; whether it had. It imports nothing that builds."""
    from site_gen.standing import told_again

    started = time.perf_counter()
    ingest = "none" if arguments.no_ingest else "new"
    asked = (
        *(arguments.output, arguments.base_url, arguments.drafts, arguments.strict),
        *(ingest, arguments.keep_going),
    )
    last, looked = (None, False) if arguments.profile else told_again(arguments.root, asked)
    arguments.look, arguments.last = not looked, last
    if last is None or last.changed or last.report["warnings"] or last.report["left_out"]:
        return False
    told = {**last.report, "seconds": time.perf_counter() - started}
    if arguments.json:
        import json

        print(json.dumps(told, indent=1, ensure_ascii=False))
    elif not arguments.quiet:
        from site_gen.summary import summary

        report: Any = SimpleNamespace(**told)
        print("\n".join(summary(report, arguments.root)))
    return True


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


def _answer(name: str) -> Callable[[str], str]:
    """How an answer to a question of `init` is read from its flag."""

    def read(text: str) -> str:
        from site_gen.questions import questions

        try:
            return next(one for one in questions("") if one.name == name).read(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return read


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
