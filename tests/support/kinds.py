"""Kinds of answers, told by their looks: what a habit of writing fits. A new task's answers find their habits by themselves."""

import re


def is_grid(answer: str) -> bool:
    """Rows of equally many cells, more than one of each."""
    cells = [line.split() for line in answer.split("\n")]
    return "|" not in answer and len(cells) > 1 and len({len(row) for row in cells}) == 1 and len(cells[0]) > 1


def fits_in_braces(answer: str) -> bool:
    """Text that LaTeX would take as an argument."""
    return not set("{}\\") & set(answer)


def is_plain(answer: str) -> bool:
    """Words and numbers on one line."""
    return re.fullmatch(r"[-\w/ ]+", answer) is not None


def is_integer(answer: str) -> bool:
    return re.fullmatch(r"-?\d{1,8}", answer) is not None


def is_number(answer: str) -> bool:
    return re.fullmatch(r"-?\d{1,12}(/\d{1,12})?", answer) is not None


def is_yes_or_no(answer: str) -> bool:
    """One word for each of several."""
    return re.fullmatch(r"(yes|no)(, (yes|no))+", answer) is not None


def is_word_list(answer: str) -> bool:
    """Six words or more, none twice: no list of directions."""
    words = answer.split(", ")
    return re.fullmatch(r"[a-z]+(, [a-z]+){5,}", answer) is not None and len(set(words)) == len(words)


def is_labels(answer: str) -> bool:
    return re.fullmatch(r"[A-Z](, [A-Z])*", answer) is not None


def is_several_labels(answer: str) -> bool:
    return is_labels(answer) and "," in answer


def is_truth(answer: str) -> bool:
    return answer in ("True", "False")


def is_text(answer: str) -> bool:
    """Letters without blanks."""
    return re.fullmatch(r"[A-Z]{4,}", answer) is not None


def is_equation(answer: str) -> bool:
    return re.fullmatch(r"[-+*/() \dA-Z]+=[-+*/() \dA-Z]+", answer) is not None


def is_expression(answer: str) -> bool:
    return re.fullmatch(r"[-+*/() \d]*\d [-+*/] [-+*/() \d]*", answer) is not None


def is_cell(answer: str) -> bool:
    """One place: `(4, 1)`."""
    return re.fullmatch(r"\(-?\d+(, -?\d+)+\)", answer) is not None


def is_cells(answer: str) -> bool:
    """Several places: `(1, 2), (3, 4)`."""
    return re.fullmatch(r"\(\d+, \d+\)(, \(\d+, \d+\))+", answer) is not None


def is_digits(answer: str) -> bool:
    """A grid of single digits."""
    return is_grid(answer) and re.fullmatch(r"[1-9]( [1-9])*(\n[1-9]( [1-9])*)+", answer) is not None


def is_table(answer: str) -> bool:
    """Rows of cells between bars."""
    return "|" in answer and "\n" in answer


def is_of_lines(answer: str) -> bool:
    return "\n" in answer


def has_rows(answer: str) -> bool:
    return is_grid(answer) or is_table(answer)
