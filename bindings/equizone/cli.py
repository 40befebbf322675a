"""The command line: one subcommand per job.

Only what is quick to import is imported here and in the modules of the jobs.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import warnings
from collections.abc import Sequence
from typing import NoReturn

from equizone import InputError, __version__
from equizone.commands import bench, evaluate, methods, modes, plan, staff, workload

__all__ = ["main"]

JOBS = {
    "plan": plan,
    "workload": workload,
    "staff": staff,
    "modes": modes,
    "methods": methods,
    "evaluate": evaluate,
    "bench": bench,
}

POSITIONAL = {"stops": "STOPS", "file": "STOPS", "records": "RECORDS", "config": "CONFIG"}
"""What arguments without a name are called in help texts, and so in errors."""

EXIT_CODES = """\
exit codes:
  0    done; a plan that misses its tolerance is a result too: the line "status" says so and why
  1    the files were written, but their account could not be printed
  2    bad input or unwritable output: one line on stderr, nothing written
  130  interrupted
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    _silence_libraries()
    try:
        options = _parser().parse_args(arguments)
        _refuse_empty(options)
        account = options.run(options)
    except (InputError, OSError) as failure:
        print(f"equizone: error: {' '.join(str(failure).split())}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("equizone: interrupted", file=sys.stderr)
        return 130
    return 0 if options.quiet else _print(account)


def _silence_libraries() -> None:
    """Keep to ourselves what libraries tell programmers; what matters to a planner is said in notes."""
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it warns of a home that it cannot write to


def _refuse_empty(options: argparse.Namespace) -> None:
    """Refuse empty texts, such as an unset shell variable: as paths they mean the current directory."""
    for name, value in vars(options).items():
        if value == "":
            argument = POSITIONAL.get(name, f"--{name.replace('_', '-')}")
            raise InputError(f"{argument} is empty; give {'a path' if name == 'out' else 'a value'}")


def _print(account: str) -> int:
    """Print what came out; its files are written already, whatever becomes of the text."""
    try:
        print(account, flush=True)
    except OSError as failure:
        # What is left in the buffer would fail again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(failure, BrokenPipeError):  # the reader, such as head, has seen enough
            return 0
        print(f"equizone: the files are written, but not this account: {failure.strerror}", file=sys.stderr)
        return 1
    return 0


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"equizone: error: {message}; see {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="equizone", description="Zones of equal work for courier stations.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"equizone {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, job in JOBS.items():
        command = commands.add_parser(
            name,
            help=job.SUMMARY,
            description=job.DESCRIPTION,
            epilog=job.EXAMPLES + EXIT_CODES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        command.set_defaults(run=job.run)
        job.add_arguments(command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
