"""Answers to small zebra puzzles, and the reason for which each is refused, if it is: tables and short answers in both languages."""

import msgspec

from synth.verifiers.logic.zebra_puzzle.puzzle import Attribute, Clue, ZebraPuzzle
from synth.verifiers.logic.zebra_puzzle.questions import Ask

_PEOPLE = (
    Attribute("Drink", ("milk", "tea", "water")),
    Attribute("Name", ("Anna", "Boris", "Carla")),
    Attribute("Pet", ("cat", "dog", "owl")),
)


def _about(*clues: str) -> ZebraPuzzle:
    """A puzzle from clues such as `at dog 3`."""
    parts = [clue.split() for clue in clues]
    found = ((p[0], tuple(w for w in p[1:] if not w.isdigit()), int(p[-1]) if p[-1].isdigit() else 0) for p in parts)
    return ZebraPuzzle("house", _PEOPLE, tuple(msgspec.convert(clue, Clue) for clue in found))


_SMALL = _about("at dog 3", "just_left tea milk", "next Boris cat", "same Anna tea")
_ASKED = msgspec.structs.replace(
    _about("at dog 3", "at tea 1", "just_left tea milk", "next Boris cat", "same Anna cat", "same Anna tea"),
    asks=(Ask("value", ("Boris", "Pet")), Ask("place", ("cat",)), Ask("between", ("Anna", "dog"))),
    solution=((2, 1, 3), (1, 2, 3), (1, 3, 2)),
)
_TOGETHER = msgspec.structs.replace(_ASKED, asks=(Ask("between", ("Anna", "cat")), Ask("between", ("Boris", "cat"))))
_ORDER = msgspec.structs.replace(_ASKED, asks=(Ask("order", ("Drink",)),))
_TABLE = "House | Name | Drink | Pet\n1 | Anna | tea | cat\n2 | Boris | milk | owl\n3 | Carla | water | dog"
_TRUE = (
    *("at tea 1", "not_at tea 2", "end dog", "odd dog", "even milk", "same Anna cat", "differ Anna dog", "next Anna milk"),
    *("apart Anna dog", "just_left Anna milk", "left Anna dog", "distance Anna dog 2", "between milk Anna dog"),
    *("between milk Carla cat", "either Anna cat dog", "pair Anna Boris milk tea", "pair Anna dog tea water"),
)
_FALSE = (
    *("at tea 2", "not_at tea 1", "end owl", "odd milk", "even dog", "same Anna dog", "differ Anna cat", "next Anna dog"),
    *("next Anna tea", "apart Anna milk", "apart Anna tea", "just_left milk Anna", "just_left Anna dog", "left dog Anna"),
    *("left Anna tea", "distance Anna milk 2", "between Anna dog milk", "between milk Boris cat", "either Anna dog milk"),
    *("between Anna cat dog", "between Anna dog tea", "between dog Anna Carla"),
    *("either Anna cat tea", "pair Anna Boris milk water", "pair Anna cat owl tea"),
)
_FORMS = (
    _TABLE,
    _TABLE.replace("|", " "),
    "| House | Pet | Name | Drink |\n|---|---|---|---|\n| 3 | DOG | Carla | Water |\n| 1 | cat | ANNA | tea |\n| 2 | owl | Boris | milk |",
    "house,name,drink,pet\n1,Anna,tea,cat\n2,Boris,milk,owl\n3,Carla,water,dog\n",
    '[{"House": 1, "Name": "Anna", "Drink": "tea", "Pet": "cat"}, {"Name": "Boris", "Drink": "milk", "Pet": "owl", "House": 2},\n'
    '{"House": 3, "Pet": "dog", "Name": "Carla", "Drink": "water"}]',
    '```json\n{"solution": {"House 2": {"Name": "Boris", "Drink": "milk", "Pet": "owl"},\n"House 1":\n{"Name": "Anna", "Drink": "tea",'
    '\n "Pet": "cat"},\n "House 3": {"Name": "Carla", "Drink": "water", "Pet": "dog"}}}\n```',
    '{"header": ["House", "Name", "Drink", "Pet"],\n'
    '"rows": [["1", "Anna", "tea", "cat"], ["2", "Boris", "milk", "owl"], ["3", "Carla", "water", "dog"]]}',
    '{"Name": ["Anna", "Boris", "Carla"], "Pet": ["cat", "owl", "dog"], "Drink": ["tea", "milk", "water"]}',
    '{"Name": {"1": "Anna", "3": "Carla", "2": "Boris"}, "Pet": {"1": "cat", "2": "owl", "3": "dog"},'
    '"Drink": {"2": "milk", "1": "tea", "3": "water"}}',
    "House | 3 | 2 | 1\n--- | --- | --- | ---\nName | Carla | Boris | Anna\nPet | dog | owl | cat\nDrink | water | milk | tea",
    "House 1: Anna, tea, cat\nHouse 2: Boris, milk, owl\nHouse 3: Carla, water, dog",
    "1. Name: Anna; Drink: tea; Pet: cat\n2. Name: Boris; Drink: milk; Pet: owl\n3. Name: Carla; Drink: water; Pet: dog",
    "- House 1:\n  - Name: Anna\n  - Drink: tea\n  - Pet: cat\n- House 2:\n  - Name: Boris\n  - Drink: milk\n  - Pet: owl\n"
    "- House 3:\n  - Name: Carla\n  - Drink: water\n  - Pet: dog",
    "Anna tea cat; Boris milk owl; Carla water dog",
    "(1) Anna, tea, cat\n(2) Boris, milk, owl\n(3) Carla, water, dog",
    "Anna: House No. 1, Drink: tea, Pet: cat\nBoris: House No. 2, milk (Drink), owl (Pet)\nCarla: House No. 3, Drink: water, Pet: dog",
    "┌─┬─┐\n│ Attribute │ House 1 │ House 2 │ House 3 │\n├─┼─┤\n│ Name │ Anna │ Boris │ Carla │\n│ Drink │ tea │ milk │ water │\n"
    "│ Pet │ cat │ owl │ dog │\n└─┴─┘",
    r"\begin{array}{|c|c|c|c|} \hline \text{House} & \text{Name} & \text{Drink} & \text{Pet} \\ \hline 1 & Anna & tea & cat \\"
    r" 2 & Boris & milk & owl \\ 3 & Carla & water & dog \\ \hline \end{array}",
)
_TABLE_ZH = "房子 | 姓名 | 饮料 | 宠物\n1 | 张伟 | 茶 | 猫\n2 | 赵磊 | 牛奶 | 猫头鹰\n3 | 黄婷 | 水 | 狗"
_FORMS_ZH = (
    _TABLE_ZH,
    _TABLE_ZH.replace("|", "｜"),
    "| 编号 | 宠物 | 饮料 | 姓名 |\n|:---|:---|:---|:---|\n"
    "| 1号房子 | 猫 | 茶 | 张伟 |\n| 2号房子 | 猫头鹰 | 牛奶 | 赵磊 |\n| 3号房子 | 狗 | 水 | 黄婷 |",
    "1号房子：张伟，茶，猫\n2号房子：赵磊，牛奶，猫头鹰\n3号房子：黄婷，水，狗",
    "第1座房子：姓名：张伟；饮料：茶；宠物：猫\n第2座房子：姓名：赵磊；饮料：牛奶；宠物：猫头鹰\n第3座房子：姓名：黄婷；饮料：水；宠物：狗",
    '[{"房子": 1, "姓名": "张伟", "饮料": "茶", "宠物": "猫"}, {"房子": 2, "姓名": "赵磊", "饮料": "牛奶", "宠物": "猫头鹰"}, '
    '{"房子": 3, "姓名": "黄婷", "饮料": "水", "宠物": "狗"}]',
    "属性 | 1号 | 2号 | 3号\n姓名 | 张伟 | 赵磊 | 黄婷\n饮料 | 茶 | 牛奶 | 水\n宠物 | 猫 | 猫头鹰 | 狗",
    "最终答案如下：\n\n" + _TABLE_ZH,
)
_EXAMPLES_ZH = (
    *((_SMALL, form, "") for form in _FORMS_ZH),
    (_ASKED, "猫头鹰，1，1", ""),
    (_ASKED, "答案是：猫头鹰、1、1。", ""),
    (_ASKED, "1. 猫头鹰\n2. 1号房子\n3. 1", ""),
    (_ASKED, "(1) 赵磊养的宠物：猫头鹰\n(2) 养猫的人的房子编号：1\n(3) 隔着的人数：1", ""),
    (_ASKED, "猫头鹰，一号，1个人", ""),
    (_ORDER, "茶、牛奶、水", ""),
    (_ORDER, "茶 → 牛奶 → 水", ""),
    (_SMALL, _TABLE_ZH.replace("茶", "咖啡"), "format"),
    (_SMALL, _TABLE_ZH.replace("茶", "茶或牛奶"), "format"),
    (_SMALL, _TABLE_ZH.replace("茶", "不是茶"), "format"),
    (_SMALL, _TABLE_ZH.replace("3 |", "2 |"), "places"),
    (_SMALL, _TABLE_ZH.replace("姓名 | 饮料", "饮料 | 姓名"), "header"),
    (_SMALL, _TABLE_ZH.replace("茶", "牛奶"), "values"),
    (_SMALL, _TABLE_ZH.replace("茶", "X").replace("水", "茶").replace("X", "水"), "clue"),
    (_ASKED, "猫，1，1", "question"),
    (_ASKED, "不是猫头鹰，1，1", "format"),
    (_ASKED, "宠物：猫头鹰\n房子：1\n人数：1或2", "format"),
    (_ASKED, "不是：猫头鹰\n不是：1\n不是：1", "format"),
    (_ASKED, "可能是猫头鹰，1，1", "format"),
    (_ORDER, "水、牛奶、茶", "question"),
)

EXAMPLES = (
    *((_SMALL, form, "") for form in _FORMS),
    *((_about(clue), _TABLE, "") for clue in _TRUE),
    (_ASKED, "owl, 1, 1", ""),
    (_ASKED, "1. OWL\n2. 1\n3. 1", ""),
    (_ASKED, "1. owl, 2. 1, 3. 1", ""),
    (_ASKED, "Pet: the owl; house 1; 1 house", ""),
    (_ASKED, "(1) the Pet of Boris: owl\n(2) the house of the owner of the cat: 1\n(3) houses in between: one", ""),
    (_ASKED, '["owl", 1, 1]', ""),
    (_ASKED, "owl, one and one", ""),
    (_TOGETHER, "0, 0", ""),
    (_ORDER, "tea, milk, water", ""),
    (_ORDER, "tea → milk → water", ""),
    (_ORDER, "1: tea, 2: milk, 3: water", ""),
    (_ASKED, "owl, 1", "format"),
    (_ASKED, "owl, 1, 1, 1", "format"),
    (_ASKED, "owl, 1, 1 or 2", "format"),
    (_ASKED, "not owl, 1, 1", "format"),
    (_ASKED, "owl, 1, -1", "format"),
    (_ASKED, "Pet: owl\nhouse: 1\nbetween: 1 or 2", "format"),
    (_ASKED, _TABLE, "format"),
    (_ASKED, "cat, dog, owl, 1, 2, 3", "format"),
    (_ASKED, "owl, 2, 1", "question"),
    (_ASKED, "cat, 1, 1", "question"),
    (_ASKED, "1, owl, 1", "question"),
    (_ASKED, "owl, 1, 0", "question"),
    (_ORDER, "water, milk, tea", "question"),
    (_ORDER, "tea, milk, milk", "question"),
    (_SMALL, "", "format"),
    (_SMALL, "any table", "format"),
    (_SMALL, _TABLE + "\nor\n" + _TABLE, "format"),
    (_SMALL, _TABLE + "\n" + _TABLE, "format"),
    (_SMALL, _TABLE.replace("House", "Desk"), "format"),
    (_SMALL, _TABLE.replace("tea", "coffee"), "format"),
    (_SMALL, _TABLE.replace("tea", "tea or milk"), "format"),
    (_SMALL, _TABLE.replace("tea", "?"), "format"),
    (_SMALL, _TABLE.replace("tea", "no tea"), "format"),
    (_SMALL, "No solution\n" + _TABLE, "format"),
    (_SMALL, "Drink: milk, tea, water\nName: Anna, Boris, Carla\nPet: cat, dog, owl\n1. The dog is in house 3.", "format"),
    (_SMALL, "42", "places"),
    (_SMALL, _TABLE + "\n3 | Carla | water | dog", "places"),
    (_SMALL, _TABLE.rsplit("\n", 1)[0], "places"),
    (_SMALL, _TABLE.replace("3 |", "2 |"), "places"),
    (_SMALL, _TABLE.replace("1 |", "0 |"), "places"),
    (_SMALL, "House | 1 | 1 | 2\nName | Anna | Boris | Carla\nPet | cat | owl | dog\nDrink | tea | milk | water", "places"),
    (_SMALL, _TABLE.replace("Name | Drink", "Drink | Name"), "header"),
    (_SMALL, _TABLE.replace("Anna | tea", "tea | Anna"), "header"),
    (_SMALL, "Name: Anna; Pet: tea; Drink: cat\nName: Boris; Pet: milk; Drink: owl\nName: Carla; Pet: water; Drink: dog", "header"),
    (_SMALL, "Pet: Anna, Boris, Carla\nName: cat, owl, dog\nDrink: tea, milk, water", "header"),
    (_SMALL, _TABLE.replace(" | cat", ""), "values"),
    (_SMALL, _TABLE.replace("tea", "tea | milk"), "values"),
    (_SMALL, _TABLE.replace("tea", "milk"), "values"),
    (_SMALL, "Name: Anna, Boris, Carla\nPet: cat, owl, dog", "values"),
    (_SMALL, "Name: Anna, Boris, Boris\nPet: cat, owl, dog\nDrink: tea, milk, water", "values"),
    (_SMALL, "Drink: milk, tea, water\nName: Anna, Boris, Carla\nPet: cat, dog, owl", "clue"),
    (_SMALL, _TABLE.replace("tea", "TEA").replace("water", "tea").replace("TEA", "water"), "clue"),
    *((_about(clue), _TABLE, "clue") for clue in _FALSE),
    *_EXAMPLES_ZH,
)
