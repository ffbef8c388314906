"""The words for attributes and kinds, in English and Chinese, by which answers and steps are read and documents are written."""

from collections.abc import Mapping

from synth.verifiers.worlds._world import Attribute

TERMS: Mapping[str, Mapping[Attribute, str]] = {
    "en": {
        "mother": "mother", "teacher": "teacher", "birthplace": "birthplace", "trade": "trade", "guild": "guild", "house": "house",
        "born": "birth year", "river": "river", "founded": "founding year", "seat": "seat", "master": "master", "author": "author",
        "home": "home", "finished": "completion year",
    },
    "zh": {
        "mother": "母亲", "teacher": "师父", "birthplace": "出生地", "trade": "手艺", "guild": "行会", "house": "家族",
        "born": "出生年份", "river": "河流", "founded": "创立年份", "seat": "驻地", "master": "会长", "author": "作者",
        "home": "收藏地", "finished": "完成年份",
    },
}  # fmt: skip
"""By language and attribute: `the teacher of Mira`, `Mira的师父`."""
KINDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "en": {
        "person": ("person", "people"), "town": ("town", "towns"), "guild": ("guild", "guilds"), "house": ("house", "houses"),
        "work": ("book", "books"), "river": ("river", "rivers"), "trade": ("trade", "trades"),
    },
    "zh": {
        "person": ("人", "个"), "town": ("城镇", "座"), "guild": ("行会", "个"), "house": ("家族", "个"), "work": ("书", "本"),
        "river": ("河", "条"), "trade": ("手艺", "门"),
    },
}  # fmt: skip
"""By language and kind: one and several; in Chinese the noun and its measure word."""
