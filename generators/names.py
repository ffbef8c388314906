"""First names from many languages, for tasks that speak of people."""

FIRST_NAMES = tuple(
    "Aisha Anton Beatriz Boris Carmen Chidi Clara Dmitri Diego Elena Emeka Erik Fatima Felix Freya Gabriel Greta Hana Hassan Hugo "
    "Imani Ines Ivan Jamal Jonas Julia Kai Keiko Klara Lars Leila Liam Lucia Magnus Marta Mei Miguel Mina Nadia Nils Noor Olga Omar "
    "Oscar Paula Pavel Priya Quentin Rafael Ravi Rosa Samir Sara Sofia Stefan Tariq Tessa Thandi Umar Vera Viktor Wanda Wei Xenia "
    "Yara Yusuf Zofia Zuri".split()
)
