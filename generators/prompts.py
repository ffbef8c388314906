"""Prompts from templates: `<domain>/<task>/<language>.md`, several phrasings in one file, chosen by the row's key.

A template file is jinja2. Lines `<!-- phrasing -->` divide it: what stands before the first is shared (macros), each part
after one is a whole prompt. Beside the task's `prompt_variables` a template may call

    choose("one wording", "another")   one of its arguments, by the key
    term("cat")                        the word of an identifier in the prompt's language (`Task.words`)
    answer("1 2\\n3 4", "5 6\\n7 8")     how to give the final answer, with one of these texts as the example of its form
"""

import re
from functools import cache
from random import Random
from types import CodeType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from synth.generators.fast_random import FastRandom
from synth.generators.registry import ROOT
from synth.generators.templates import KeptCode, PlainPython, PlainTemplate
from synth.schemas.task import Task

_IDENTIFIER = re.compile(r"[A-Za-z_]+")
_SEVERAL = re.compile(r"[A-Za-z_]+(?:[ -][A-Za-z_]+)+")
"""An identifier of several words: `Natural gas`."""
_COMMA = re.compile(r", (?![^()]*\))")
_SEPARATOR = "<!-- phrasing -->"
_ENDINGS = {
    "en": (
        "Give your final answer between <answer> and </answer> tags. Its form, shown on unrelated content:",
        "End your reply with the final answer inside <answer> tags. This example shows only the form, not the content:",
        "When you are done, write the final answer inside <answer> tags, in the form of this made-up example:",
        "Finish with the answer in <answer> tags, laid out as in this example, which belongs to a different problem:",
    ),
    "zh": (
        "请把最终答案写在 <answer> 和 </answer> 标签之间，格式如下（示例内容与本题无关）：",
        "回答的最后，请用 <answer> 标签给出最终答案。下面的例子只说明格式，不是本题的答案：",
        "做完之后，把最终答案放进 <answer> 标签里，写法参照这个随意编的例子：",
        "最后请在 <answer> 标签中作答，书写格式与下例相同（下例是另一道题的答案）：",
    ),
}
environment = Environment(
    loader=FileSystemLoader(ROOT),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=False,
    autoescape=False,
    auto_reload=False,
)
"""How every template of a prompt is read: an unknown variable is an error, and lines of logic leave no blank lines. Words that several
tasks of a domain share are macros in `<domain>/_<what>_<language>.md`, which a template imports."""
environment.code_generator_class, environment.template_class = PlainPython, PlainTemplate
_kept = KeptCode(ROOT / "__pycache__")  # beside the modules, as their code and that of kernels is


@cache
def phrasings(name: str, language: str = "en") -> tuple[Template, ...]:
    """The compiled phrasings of a task, in file order."""
    shared, *parts = (ROOT / name / f"{language}.md").read_text("utf-8").split(_SEPARATOR)
    texts = (shared.strip() + part.strip() + "\n" for part in parts)
    return tuple(_plain(_kept.code(environment, text)) for text in texts)


def compiled(text: str, shared: dict[str, Any] | None = None) -> Template:
    """A text as a template. shared: variables and macros that it finds beside its own."""
    return _plain(environment.compile(text), shared)


def _plain(code: CodeType, shared: dict[str, Any] | None = None) -> Template:
    template = PlainTemplate.from_code(environment, code, environment.make_globals(shared))
    template.globals = dict(template.globals)  # copied at each rendering, ten times as fast as jinja2's chain of dictionaries
    return template


@cache
def languages(name: str) -> tuple[str, ...]:
    """The languages that a task has prompts in: `("en", "zh")`."""
    return tuple(sorted(template.stem for template in (ROOT / name).glob("??.md")))


def localized(task: Task, answer: str, language: str) -> str:
    """A reference answer in the words of a language: `猫，2；狗，3` for `cat, 2; dog, 3`."""
    words = task.words.get(language)
    if not words:
        return answer
    named = _SEVERAL.sub(lambda found: words.get(found[0], found[0]), answer)
    named = _IDENTIFIER.sub(lambda found: words.get(found[0], found[0]), named)
    return _COMMA.sub("，", named).replace("; ", "；") if named != answer else answer


def in_identifiers(task: Task, answer: str, language: str) -> str:
    """A reference answer in the words of a language as it is in identifiers: `cat, 2` for `猫，2`."""
    words = {word: identifier for identifier, word in task.words.get(language, {}).items()}
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.sub(longest_first, lambda found: words[found[0]], answer).replace("，", ", ").replace("；", "; ") if words else answer


def render(task: Task, problem: Any, rng: Random, language: str = "en", phrasing: int | None = None) -> str:
    """The prompt of a problem: one phrasing, filled with the task's variables. `rng` is the row's own, for wording only; it chooses the
    phrasing unless `phrasing` names one by its place in the file (0, 1, ...)."""
    templates = phrasings(task.name, language)
    template = templates[rng.randrange(len(templates)) if phrasing is None else phrasing]
    bits = rng.getrandbits
    plain = type(rng) in (Random, FastRandom)

    def choose(*wordings: str) -> str:
        count = len(wordings)
        if not plain:  # a subclass may choose by a rule of its own
            return wordings[rng.randrange(count)]
        # What `randrange` does, without its three calls: a long prompt chooses hundreds of times.
        size = count.bit_length()
        place = bits(size)
        while place >= count:
            place = bits(size)
        return wordings[place]

    def answer(*examples: str) -> str:
        example = choose(*examples) if len(examples) > 1 else examples[0]
        return f"{choose(*_ENDINGS[language])}\n<answer>\n{example}\n</answer>"

    def term(identifier: str) -> str:
        return task.words[language][identifier] if language in task.words else identifier

    return template.render(task.prompt_variables(problem, rng), choose=choose, answer=answer, term=term).strip()
