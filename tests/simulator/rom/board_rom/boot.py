"""Runs boot.py and main.py, and answers the REPL's questions about source code."""

import io
import sys

import __main__
import micropython

from board_rom import timers

DONE = 1
FAILED = 0
FORCED_EXIT = 0x100

_CTRL_C = 3
_NO_INTERRUPT = -1


def run_file(name):
    try:
        with open(name) as file:
            source = file.read()
    except OSError:
        return DONE
    try:
        code = compile(source, name, "exec")
        micropython.kbd_intr(_CTRL_C)
        exec(code, __main__.__dict__)
        _let_pending_interrupt_fire()
        result = DONE
    except SystemExit:
        result = FORCED_EXIT
    except BaseException as error:
        micropython.kbd_intr(_NO_INTERRUPT)
        sys.print_exception(error)
        result = FAILED
    micropython.kbd_intr(_NO_INTERRUPT)
    return result


def _let_pending_interrupt_fire():
    for _ in range(2):
        pass


def run_timers():
    timers.run_due()


def is_hopeless(source):
    """1 when a syntax error lies before the last line, where no more text can mend it."""
    lines = source.count("\n")
    endings = ("", '\n"""\n', "\n'''\n")
    return 1 if all(_fails_before(source + ending, lines) for ending in endings) else 0


def _fails_before(source, line_count):
    try:
        compile(source, "<paste>", "exec")
    except SyntaxError as error:
        text = io.StringIO()
        sys.print_exception(error, text)
        line = _line_number(text.getvalue())
        return line is not None and line <= line_count
    except Exception:
        pass
    return False


def _line_number(traceback):
    for line in traceback.split("\n"):
        if "<paste>" in line:
            return int(line.split("line ")[1].split(",")[0].strip())
    return None
