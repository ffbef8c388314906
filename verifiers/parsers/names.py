"""First names, in English from many languages, and the Chinese names that stand in their places in Chinese prompts."""

FIRST_NAMES = tuple(
    "Aisha Anton Beatriz Boris Carmen Chidi Clara Dmitri Diego Elena Emeka Erik Fatima Felix Freya Gabriel Greta Hana Hassan Hugo "
    "Imani Ines Ivan Jamal Jonas Julia Kai Keiko Klara Lars Leila Liam Lucia Magnus Marta Mei Miguel Mina Nadia Nils Noor Olga Omar "
    "Oscar Paula Pavel Priya Quentin Rafael Ravi Rosa Samir Sara Sofia Stefan Tariq Tessa Thandi Umar Vera Viktor Wanda Wei Xenia "
    "Yara Yusuf Zofia Zuri".split()
)
_GIVEN = (
    "明红华丽强芳军刚亮雨梅兰竹菊松柏林森峰云雪霜月星阳晨辉宇航飞鹏龙凤燕莺杰敏"
    "慧静娟婷萍玲珍珠玉宝光勇伟涛波江海洋河川磊鑫冰悦欣怡佳然凯琪诚"
)
CHINESE_NAMES = {name: f"小{given}" for name, given in zip(FIRST_NAMES, _GIVEN, strict=True)}
"""For each first name a Chinese one: `{"Aisha": "小明", ...}`."""
