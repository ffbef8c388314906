"""Each attack on the sandbox earns nothing and harms nothing, by root and by an ordinary user."""

import json
import os
import subprocess
import sys
from pathlib import Path

import attacking
import pytest
from attacks import ATTACKS

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the sandbox is Linux's")


@pytest.fixture(scope="module")
def ground():
    ground = attacking.Ground()
    yield ground
    ground.close()


@pytest.fixture(scope="module")
def by_nobody():
    if os.getuid():
        pytest.skip("only root can become another user; the other half of the table ran as an ordinary one")
    support = Path(attacking.__file__)
    done = subprocess.run([sys.executable, str(support)], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    if isinstance(found, str):
        pytest.skip(found)
    return found


def judge(attack, found):
    kinds = ATTACKS[attack][2]
    assert not found["earned"], found
    assert not found["harm"], found
    assert set(found["kinds"]) <= set(kinds), found
    assert found["seconds"] < 2 * attacking.LIMITS.wall, found
    assert all(len(reason) <= 200 and reason.isprintable() for reason in found["reasons"])
    assert all(level >= 2 for level in found["levels"])


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_by_this_user(attack, ground):
    judge(attack, ground.attack(attack))


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_by_an_ordinary_user(attack, by_nobody):
    judge(attack, by_nobody[attack])


def test_a_forged_reply_answers_no_other_question(ground):
    first, second = ground.attack("the protocol's own words")["values"]
    assert first == "fake"  # it may return what it likes
    assert second == "honest"
