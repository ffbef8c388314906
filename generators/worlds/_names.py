"""Names that are nobody's: syllables by a small grammar in English, signs that sound foreign in Chinese, and words put together anew."""

from random import Random

_ONSETS = "b br c d dr f g gl h k l m n p qu r s sk t th tr v w z".split()
_VOWELS = "a e i o u ai ei o a e".split()
_MIDDLES = "l r n m v d s th nd ld rv sk rr ll mb".split()
_ENDINGS = {
    "person": "an el in or us eth is ash id ew ok una era ila".split(),
    "town": "mere ford holt wick stead gate mouth fell combe haven".split(),
    "house": "ane ost yre usk arn ell ume ith".split(),
    "river": "a une ey ow isk ara".split(),
    "era": "ian ish oric une".split(),
}
_FIRST = "Amber Ashen Blue Broken Copper Crimson Golden Grey Hollow Iron Ivory Quiet Salt Silver Tin White Winter Yellow".split()
_SECOND = {
    "guild": "Anchor Anvil Bell Compass Feather Hammer Key Ladder Needle Oar Sickle Spindle Thimble Wheel".split(),
    "work": "Candle Door Fox Garden Heron Lantern Mirror Moth Orchard River Shadow Staircase Thorn Well".split(),
}
TRADES = {
    "en": "baker brewer chandler cooper cutler dyer fletcher glazier mason miller potter saddler tanner weaver".split(),
    "zh": "烤面包 酿酒 制蜡烛 箍木桶 打刀 染布 制箭 装玻璃 凿石 磨面粉 烧陶 缝马具 鞣皮 织布".split(),
}
"""Trades, which are real ones: the same in every world."""
_SIGNS = "阿艾巴贝布查达德迪多厄法菲弗戈格哈赫基卡科拉莱勒里洛马米莫纳尼诺帕佩普奇切萨塞沙什斯索塔泰特托瓦维沃西谢雅伊尤扎泽佐"
_TAILS = {
    "person": "恩尔丁萨克娜斯特琳姆",
    "town": "堡港渡集湾坞寨",
    "house": "恩尔森格特",
    "river": "溪川江",
    "era": "纪",
}
_FIRST_ZH = "琥珀 灰烬 蓝色 破碎 紫铜 绯红 金色 灰色 空心 铁色 象牙 寂静 盐白 银色 锡色 白色 冬日 黄色".split()
_SECOND_ZH = {
    "guild": "船锚 铁砧 铃铛 罗盘 羽毛 锤子 钥匙 梯子 缝针 船桨 镰刀 纺锤 顶针 车轮".split(),
    "work": "蜡烛 门扉 狐狸 花园 苍鹭 灯笼 镜子 飞蛾 果园 长河 影子 楼梯 荆棘 水井".split(),
}


def _syllables(rng: Random, kind: str) -> str:
    ending = rng.choice(_ENDINGS[kind])
    join = rng.choice(_MIDDLES) if kind != "town" else rng.choice(("l", "r", "n", "s"))
    return (rng.choice(_ONSETS) + rng.choice(_VOWELS) + join + ending).capitalize()


def _signs(rng: Random, kind: str) -> str:
    return "".join(rng.sample(_SIGNS, 2)) + rng.choice(_TAILS[kind])


def names(rng: Random, kinds: list[str], language: str) -> list[str]:
    """A name for each of the kinds (of entities, or `era`), no two alike in their first letters, none within another."""
    found, heads = list[str](), set[str]()
    trades = rng.sample(TRADES[language], kinds.count("trade"))
    for kind in kinds:
        if kind == "trade":
            found.append(trades.pop())
            continue
        while True:
            if kind in _SECOND:
                first, second = (_FIRST, _SECOND[kind]) if language == "en" else (_FIRST_ZH, _SECOND_ZH[kind])
                joint, head = " " if language == "en" else "的" if kind == "work" else "", rng.choice(second)
                name = f"{rng.choice(first)}{joint}{head}"
            else:
                name = _syllables(rng, kind) if language == "en" else _signs(rng, kind)
                head = name[:4] if language == "en" else name[:2]
            if head not in heads:
                break
        heads.add(head)
        found.append(name)
    return found
