"""Templates as plain Python say to the byte what jinja2's own code says, and refuse what they have no code for."""

import gc
import weakref
from fractions import Fraction
from typing import NamedTuple

import pytest
from jinja2 import Environment, StrictUndefined, TemplateAssertionError, UndefinedError
from jinja2.compiler import CodeGenerator

from synth.generators.templates import KeptCode, PlainPython, PlainTemplate


class Thing:
    """What a prompt is made of."""


class Point(NamedTuple):
    x: int
    part: Fraction


VALUES = {
    "items": ["a", "b", "c"],
    "pairs": [("x", 1), ("y", 2)],
    "stock": {"apple": {"count": 3}, "items": 5, "pear": None},
    "choose": lambda *wordings: wordings[-1],
    "n": 7,
    "point": Point(2, Fraction(3, 4)),
}
SAME = (
    "{% macro m(a, b='-', c=a) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(1) }} {{ m(1, n) }} {{ m(1, 2, 3) }}",
    "{% macro m(a, b) %}{{ 'yes' if b is defined else 'no' }}{% endmacro %}{{ m(1) }}{{ m(1, 2) }}",
    "{% macro m() %}{{ k() }}{{ late }}{% endmacro %}{% macro k() %}{{ n }}{% endmacro %}{% set late = n + 1 %}{{ m() }}",
    "{% macro m() %}{% for i in items %}{{ k(i, loop.index) }}{% endfor %}{% endmacro %}{% macro k(i, at) %}{{ i }}{{ at }}{% endmacro %}{{ m() }}",
    "{% for i in items %}{{ loop.index }}{{ loop.index0 }}{{ loop.first }}{{ loop.last }}{{ loop.revindex }}{{ loop.length }};{% endfor %}",
    "{% for i in items if i != 'b' %}{{ i }}{{ ', ' if not loop.last }}{% else %}none{% endfor %}",
    "{% for name, k in pairs %}{% for i in items %}{{ name }}{{ loop.index }}{% endfor %}{{ loop.index }}{% endfor %}",
    "{% for i in [] %}{{ loop.last }}{% else %}none{% endfor %}{% for i in range(3) %}{{ loop.revindex0 }}{% endfor %}",
    "{{ stock.apple.count }}{{ stock['apple'].count }}{{ stock.pear }}{% for key, value in stock.items() %}{{ key }}{% endfor %}",
    "{{ point.x }}{{ point.part.numerator }}{% set p = point %}{{ p.x }}{% for p in [point, stock.apple] %}{{ p.count is defined }};{% endfor %}",
    "{{ 'y' if stock.wrong is defined else 'n' }}{{ n.real }}{% macro m(a) %}{{ a.x }}{{ a.part }}{% endmacro %}{{ m(point) }}",
    "{% for i in items | map('upper') %}{{ i }}{% if loop.last %}.{% endif %}{% endfor %}",
    "{% set x = 'a' ~ n ~ 1.5 ~ none ~ items %}{{ x }}{% if n %}{% set y = 1 %}{% endif %}{{ y if n }}{% set z %}{{ x }}!{% endset %}{{ z }}",
    "{{ choose('a', 'b' ~ n) }}{{ choose(*items) }}{{ '{}-{k}'.format(n, k=2) }}{{ items | join(', ') }}{{ ' a ' | trim }}",
    "{% set ns = namespace(total=0) %}{% for i in items %}{% set ns.total = ns.total + 1 %}{% endfor %}{{ ns.total }}",
    "{% set n = n + 1 %}{% macro m(n) %}{{ n }}{% endmacro %}{{ n }}{{ m(3) }}{{ items[-1] }}{{ items[1:] }}",
)


def _environment(compiler):
    environment = Environment(undefined=StrictUndefined)
    environment.code_generator_class = compiler
    return environment


@pytest.mark.parametrize("source", SAME)
def test_the_text_is_jinja2_s(source):
    own, plain = (_environment(compiler).from_string(source) for compiler in (CodeGenerator, PlainPython))
    assert plain.render(VALUES) == own.render(VALUES) != ""
    assert plain.render(VALUES | {"n": 0}) == own.render(VALUES | {"n": 0}), "nothing stays from one rendering to the next"


def test_a_rendering_leaves_nothing_to_the_garbage_collector():
    environment = _environment(PlainPython)
    environment.template_class = PlainTemplate
    template = environment.from_string("{% macro m(a) %}{{ a | replace('b', 'c') }}{% endmacro %}{{ m('ab') }}")
    thing = Thing()
    alive = weakref.ref(thing)
    gc.disable()
    try:
        assert template.render({"thing": thing}) == "ac"
        del thing
        assert alive() is None
    finally:
        gc.enable()


@pytest.mark.parametrize("source", ["{{ wrong }}", "{{ stock.wrong }}", "{{ wrong.x }}", "{% macro m(a) %}{{ a.x }}{% endmacro %}{{ m() }}", "{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}", "{{ items[3] }}"])
def test_what_is_not_there_is_an_error(source):
    with pytest.raises(UndefinedError):
        _environment(PlainPython).from_string(source).render(VALUES)


@pytest.mark.parametrize(
    "source",
    [
        "{% macro m() %}{{ caller() }}{% endmacro %}{{ m() }}",
        "{% macro m() %}{{ varargs }}{% endmacro %}{{ m(1) }}",
        "{% for i in items recursive %}{{ loop(i) }}{% endfor %}",
        "{% block b %}{% endblock %}",
    ],
)
def test_what_has_no_code_is_refused(source):
    with pytest.raises(TemplateAssertionError, match="prompts"):
        _environment(PlainPython).from_string(source)


class Broken(PlainPython):
    """A compiler that must not be asked."""

    def visit_Template(self, node, frame=None):
        raise AssertionError("compiled once more")


def _said(folder, compiler, text):
    environment = _environment(compiler)
    return PlainTemplate.from_code(environment, KeptCode(folder).code(environment, text), {}).render(VALUES)


def test_code_on_disk_is_not_compiled_again(tmp_path):
    text = "{% macro m(a) %}{{ a }}!{% endmacro %}{{ m(n) }}"
    assert _said(tmp_path / "kept", PlainPython, text) == "7!"
    assert _said(tmp_path / "kept", Broken, text) == "7!"
    with pytest.raises(AssertionError, match="once more"):
        _said(tmp_path / "kept", Broken, text + " ")


@pytest.mark.parametrize("length", [0, 5, 40, 80])
def test_code_cut_short_is_compiled_again(tmp_path, length):
    assert _said(tmp_path, PlainPython, "{{ n }}") == "7"
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:length])
    assert _said(tmp_path, PlainPython, "{{ n }}") == "7"
    assert _said(tmp_path, Broken, "{{ n }}") == "7", "whole again"


def test_a_folder_that_is_none_keeps_nothing(tmp_path):
    folder = tmp_path / "file"
    folder.write_text("")
    assert _said(folder, PlainPython, "{{ n }}") == "7"
    assert list(tmp_path.iterdir()) == [folder]
