"""Chinese answers become what the parsers read, by a table."""

import pytest

from synth.verifiers.parsers import mathematics
from synth.verifiers.parsers.chinese import GENERAL, WORDS, LeadIns, Reader

READER = Reader(WORDS | {"(一)": "first", "骑士+": "knight"})


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("答案是:3", "answer:3"),
        ("答:3", "answer:3"),
        ("回答:3", "回答:3"),
        ("所以最终答案为 3", "answer:3"),
        ("第十二行第3列", "row 12 column 3"),
        ("5 步", "5"),
        ("左上, 右", "up-left , right"),
        ("无法确定", "unknown"),
        ("(一)骑士+", "first knight"),
        ("骑士", "骑士"),
        ("none", "none"),
    ],
)
def test_words_become_english_and_the_rest_stays(text, english):
    assert " ".join(READER.english(text).split()) == english


def test_words_count_only_where_a_table_has_them():
    assert GENERAL.english("(一)") == "(一)"
    assert LeadIns(("密文(一)",)).english("密文(一):仁者爱人") == "仁者爱人"
    assert LeadIns().english("密文(一):仁者爱人") == "密文(一):仁者爱人"


@pytest.mark.parametrize("title", ["答案不是:", "不是:", "不是骑士的人:", "错误答案:", "错误的解:", "以下是错误的:", "以下答案不正确:"])
def test_a_title_that_denies_stays(title):
    assert not GENERAL.english(f"{title}\n3").strip().isdecimal()
    assert LeadIns().english(f"{title}\n甲") == f"{title}\n甲"
    assert mathematics.rational(f"{title}\n3") is None


@pytest.mark.parametrize("title", ["错误的步骤:", "第一处错误的位置:", "没有地雷的格子:"])
def test_other_titles_go(title):
    assert GENERAL.english(f"{title}\n3") == "3"
