"""What the commands about the program itself tell: init, doctor and the like. Part of the command line."""

from __future__ import annotations

import shlex
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from site_gen.exits import FINE, INTERRUPTED, PROBLEMS, USAGE
from site_gen.terminal import Terminal

if TYPE_CHECKING:
    from site_gen.init import Made
    from site_gen.publishing import Sent


def _completion(arguments: Namespace, terminal: Terminal) -> int:
    from site_gen.cli import COMMANDS, command_parser
    from site_gen.completion import WRITERS, commands_of

    script = WRITERS[arguments.shell](commands_of({name: command_parser(name) for name in COMMANDS}))
    terminal.result({"shell": arguments.shell, "script": script})
    if not terminal.json:
        print(script, end="")
    return FINE


def _doctor(arguments: Namespace, terminal: Terminal) -> int:
    from site_gen.doctor import examine

    findings = examine(arguments.root, arguments.output)
    terminal.result(findings)
    terminal.table([(one.name, one.told) for one in findings.facts])
    for told in findings.troubles:
        terminal.say(f"look at this: {told}")
    return PROBLEMS if findings.troubles else FINE


def _init(arguments: Namespace, terminal: Terminal) -> int:
    from site_gen.init import check_new, init, suggested_title
    from site_gen.questions import answers_of, ask_all, defaults, questions

    check_new(arguments.folder)
    wanted = questions(suggested_title(arguments.folder))
    flags = {"title": arguments.title, "language": arguments.language, "host": arguments.host}
    given = {name: value for name, value in flags.items() if value is not None}
    if arguments.yes or terminal.json or terminal.quiet or not sys.stdin.isatty() or len(given) == len(wanted):
        found = defaults(wanted, given)
    else:
        print("Enter takes what stands in brackets; all of it can be changed later in content/site.yaml.")
        try:
            found = ask_all(wanted, given, input, print)
        except (KeyboardInterrupt, EOFError):
            print("\nsite-gen: nothing was made", file=sys.stderr)
            return INTERRUPTED
    made = init(arguments.folder, answers_of(found))
    terminal.result(made)
    for line in _init_lines(made, terminal.verbose):
        terminal.say(line)
    return FINE


def _init_lines(made: Made, verbose: bool) -> list[str]:
    """What was made, and what to do next."""
    told = [one for one in made.files if verbose or not one.startswith((".gitignore", "content/.schema/", "public/"))]
    place = "" if made.folder == "." else f"cd {shlex.quote(made.folder)} && "
    stands = f"stands at {made.base_url}" if made.base_url else "its address is not known yet (base_url)"
    return [
        f"made “{made.title}” in {made.folder}: language {made.language}, {stands}",
        *(f"  {path}" for path in told),
        "The article, its people and its river are an example. Next:",
        f"  {place}site-gen serve",
    ]


def _publish(arguments: Namespace, terminal: Terminal) -> int:
    from site_gen.publishing import Order, publish_site

    base_url = arguments.base_url
    if base_url:
        from site_gen.content.schema import safe_url
        from site_gen.content.secret import has_secret

        if not safe_url(base_url) or has_secret(base_url):
            print("site-gen: --base-url is an http or https address without a password", file=sys.stderr)
            return USAGE
    words = (arguments.host, *arguments.target) if arguments.host else ()
    order = Order(words, arguments.output, base_url, arguments.run, not arguments.no_build)
    sent = publish_site(arguments.root, order, terminal.progress)
    terminal.problems(sent.warnings)
    terminal.result(sent)
    for line in _done_lines(sent, terminal.verbose) if sent.ran else _planned_lines(sent, arguments):
        terminal.say(line)
    return FINE


def _done_lines(sent: Sent, verbose: bool) -> list[str]:
    lines = sent.done.splitlines()
    return [*(lines if verbose else lines[-1:]), f"published {sent.files:,} files with {sent.host} to {sent.target}"]


def _planned_lines(sent: Sent, arguments: Namespace) -> list[str]:
    """What would be done, and how to have it done."""
    folder = f"{sent.folder}/"
    if not sent.manifest:
        told = f"{folder} is not built yet; --run builds it first"
    elif sent.stale:
        told = f"{folder} is not what a build makes now ({len(sent.stale):,} files differ); --run builds it first"
    else:
        told = f"{folder} is as a build makes it: {sent.files:,} files"
    again = ["site-gen", *(["-C", str(arguments.root)] if str(arguments.root) != "." else []), "publish"]
    again += [arguments.host, *arguments.target] if arguments.host else []
    again += ["--base-url", arguments.base_url] if arguments.base_url else []
    again += ["-o", arguments.output] if arguments.output != "public" else []
    return [
        told,
        f"to {sent.target} with {sent.host}:",
        *(f"  {shlex.join(step)}" for step in sent.steps),
        *(["whatever else is there is removed"] if sent.removes else []),
        *(f"there is no program {tool} on this machine" for tool in sent.missing),
        f"nothing was done; to do it: {shlex.join([*again, '--run'])}",
    ]


def _schema(arguments: Namespace, terminal: Terminal) -> int:
    from site_gen.schema import SCHEMAS, schema_text, write_schemas

    if arguments.write:
        written = write_schemas(arguments.root)
        terminal.result(written)
        for path in written:
            terminal.say(f"wrote {path}")
        return FINE
    print(schema_text(arguments.what or next(iter(SCHEMAS))), end="")
    return FINE


OWN: Final[Mapping[str, Callable[[Namespace, Terminal], int]]] = {
    "completion": _completion,
    "doctor": _doctor,
    "init": _init,
    "publish": _publish,
    "schema": _schema,
}
"""Commands by name."""
