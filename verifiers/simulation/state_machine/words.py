"""The words of each story, with their Chinese: states, events, signals and counter of a device and of the panel that listens to it."""

from typing import Literal, NamedTuple

Story = Literal["gate", "vendor", "lift", "guard"]
"""A gate, a vending machine, a lift, a guard in a game."""


class Cast(NamedTuple):
    states: tuple[str, ...]
    events: tuple[str, ...]
    """Of the panel none: the device's signals are its events."""
    signals: tuple[str, ...]
    counter: str


STORIES: dict[Story, Cast] = {
    "gate": Cast(
        ("closed", "open", "ajar", "locked", "blocked"),
        ("card", "push", "timer", "key"),
        ("beep", "click", "flash", "hum"),
        "visitors",
    ),
    "vendor": Cast(
        ("ready", "paid", "choosing", "serving", "jammed"),
        ("coin", "button", "refund", "kick"),
        ("chime", "rattle", "ticket", "blink"),
        "credit",
    ),
    "lift": Cast(
        ("ground", "rising", "top", "sinking", "stuck"),
        ("call", "door", "alarm", "reset"),
        ("ding", "voice", "lamp", "brake"),
        "trips",
    ),
    "guard": Cast(
        ("patrol", "chase", "attack", "flee", "hide"),
        ("noise", "enemy", "wound", "whistle"),
        ("shout", "growl", "horn", "sigh"),
        "energy",
    ),
}
PANEL = Cast(("calm", "watch", "warn", "siren", "muted"), (), ("note", "mail", "radio", "print"), "marks")
CHINESE_WORDS = {
    "closed": "关闭", "open": "打开", "ajar": "半开", "locked": "锁定", "blocked": "受阻",
    "card": "刷卡", "push": "推动", "timer": "计时", "key": "钥匙",
    "beep": "蜂鸣", "click": "咔嗒", "flash": "闪光", "hum": "嗡鸣", "visitors": "访客数",
    "ready": "待机", "paid": "已付", "choosing": "选货", "serving": "出货", "jammed": "卡货",
    "coin": "投币", "button": "按键", "refund": "退款", "kick": "脚踢",
    "chime": "叮咚", "rattle": "哗啦", "ticket": "出票", "blink": "闪灯", "credit": "余额",
    "ground": "底层", "rising": "上行", "top": "顶层", "sinking": "下行", "stuck": "停运",
    "call": "呼叫", "door": "关门", "alarm": "报警", "reset": "复位",
    "ding": "叮铃", "voice": "语音", "lamp": "亮灯", "brake": "刹车", "trips": "趟数",
    "patrol": "巡逻", "chase": "追击", "attack": "进攻", "flee": "撤退", "hide": "隐蔽",
    "noise": "响动", "enemy": "敌情", "wound": "受伤", "whistle": "哨声",
    "shout": "呐喊", "growl": "低吼", "horn": "号角", "sigh": "叹气", "energy": "体力",
    "calm": "平静", "watch": "留意", "warn": "警戒", "siren": "鸣笛", "muted": "静音",
    "note": "记录", "mail": "邮件", "radio": "电台", "print": "打印", "marks": "标记数",
}  # fmt: skip
"""Each word in Chinese."""
SHORT_STATES = ("ABCDE", "PQRST")
"""Short names of states in worked solutions, of the device and of the panel."""
SHORT_SIGNALS = ("wxyz", "fghk")
"""The same of signals."""


def casts(story: Story) -> tuple[Cast, Cast]:
    """Of the device and of the panel."""
    return STORIES[story], PANEL._replace(events=STORIES[story].signals)
