"""Chinese words of walks: walkers, landmarks, colours and directions, and a reader of answers in them."""

from synth.verifiers.logic.space_reasoning.lattices import COMPASS
from synth.verifiers.parsers.chinese import WORDS as GENERAL
from synth.verifiers.parsers.chinese import Reader


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


LANDMARKS = _pairs(
    "abbey 修道院 altar 祭坛 anchor 铁锚 arbor 藤架 arch 拱门 arena 竞技场 bakery 面包房 bank 银行 barn 谷仓 barrel 木桶 "
    "bazaar 集市 beacon 烽火台 bell 大钟 bench 长椅 boat 小船 booth 售货亭 boulder 巨石 bridge 石桥 cabin 木屋 cairn 石堆 "
    "camp 营地 canal 运河 cannon 大炮 canopy 天棚 cart 马车 castle 城堡 cave 山洞 cellar 酒窖 chapel 礼拜堂 chest 宝箱 "
    "church 教堂 cinema 电影院 clinic 诊所 clock 座钟 cottage 农舍 crane 起重机 crypt 地宫 dam 水坝 dock 船坞 dome 圆顶 "
    "embassy 大使馆 farm 农场 ferry 渡口 fence 栅栏 forge 铁匠铺 fort 堡垒 forum 议事厅 furnace 熔炉 gallery 画廊 garage 车库 "
    "garden 花园 gazebo 凉亭 granary 粮仓 grotto 岩洞 grove 小树林 hangar 机库 harbor 港口 hedge 树篱 hostel 旅舍 hotel 酒店 "
    "hut 茅屋 igloo 冰屋 inn 客栈 jetty 栈桥 kennel 狗舍 kiln 砖窑 kiosk 报亭 lagoon 潟湖 lantern 灯笼 laundry 洗衣房 "
    "library 图书馆 lodge 山庄 loft 阁楼 manor 庄园 market 菜市场 marsh 沼泽 mast 桅杆 maze 迷宫 meadow 草地 mill 磨坊 "
    "mine 矿井 moat 护城河 mosque 清真寺 museum 博物馆 nest 鸟巢 nursery 苗圃 oak 橡树 obelisk 方尖碑 office 办公楼 orchard 果园 "
    "oven 烤炉 pagoda 宝塔 palace 宫殿 palm 棕榈 pantry 储藏室 park 公园 pier 码头 pillar 石柱 plaza 广场 pond 池塘 "
    "pool 泳池 prison 监狱 pump 水泵 quarry 采石场 ramp 坡道 reactor 反应堆 ruin 废墟 saloon 酒吧 sauna 桑拿房 school 学校 "
    "shed 棚子 shrine 神龛 silo 筒仓 sphinx 狮身人面像 spring 泉眼 stable 马厩 stadium 体育场 stage 戏台 statue 雕像 stump 树桩 "
    "sundial 日晷 swing 秋千 tannery 皮革厂 tavern 小酒馆 temple 寺庙 tent 帐篷 theatre 剧院 throne 王座 tomb 古墓 totem 图腾柱 "
    "tower 高塔 trench 壕沟 tunnel 隧道 turbine 涡轮机 vault 金库 villa 别墅 vinery 葡萄园 wall 城墙 well 水井 wharf 货栈 "
    "willow 柳树 yurt 毡房 zoo 动物园"
)
"""For each landmark its Chinese name: `{"mill": "磨坊", ...}`."""
WALKERS = _pairs(
    "Ada 小安 Ben 小宁 Bo 小波 Carl 小程 Dana 小丹 Dora 小丁 Eli 小杜 Emil 小范 Eva 小方 Finn 小冯 Gus 小甘 Hana 小韩 Ida 小葛 "
    "Ivan 小顾 Jan 小郭 Jo 小高 Kai 小何 Kira 小胡 Leo 小黄 Lin 小林 Liv 小李 Max 小马 Mia 小孟 Nils 小贾 Nora 小江 Olga 小金 "
    "Omar 小康 Otto 小孔 Pia 小潘 Raj 小赖 Rosa 小罗 Sam 小宋 Sara 小孙 Tara 小唐 Tim 小田 Uma 小吕 Vera 小魏 Wim 小吴 Yuki 小余 "
    "Zoe 小周"
)
"""For each walker's name a Chinese one: `{"Ada": "小安", ...}`."""
COLOURS = _pairs(
    "amber 琥珀色 blue 蓝色 crimson 深红色 green 绿色 ivory 象牙色 jade 翠色 purple 紫色 silver 银色 violet 紫罗兰色 yellow 黄色"
)
"""Of portals."""
WAYS = _pairs(
    "north 北 northeast 东北 east 东 southeast 东南 south 南 southwest 西南 west 西 northwest 西北 "
    "up 上 down 下 left 左 right 右 across 跨边"
)
BEARINGS = _pairs("N 正北 NE 东北方 E 正东 SE 东南方 S 正南 SW 西南方 W 正西 NW 西北方")
WORDS = {**WALKERS, **LANDMARKS, **COLOURS, **WAYS, **BEARINGS}
"""The Chinese word of each identifier."""

_COMPASS = {
    f"{before}{WAYS[way]}{behind}": way
    for way in COMPASS
    for before in ("", "正")
    for behind in ("", "方", "边", "面", "部", "侧", "方向", "方位")
}
_IDLE = (
    "是 在 位于 坐标 坐标是 坐标为 位置 位置是 位置为 所求坐标 名称 名称是 地标 地标是 那里是 该地标是 方位 "
    "方位是 方位为 方向是 方向为 路线 最短路线 路线是 路线为 最短路线是 最短路线为 向 往 朝 走 移动 再 先 "
    "最少 至少 一共 总共 共 需要 要 最少要走 至少要走 个不同的位置 个不同的地方 个不同位置 个位置 个地方 个点 "
    "步 最近的地标是 最近的是 "
).split()
READER = Reader(
    GENERAL
    | dict.fromkeys(_IDLE, "")
    | dict.fromkeys(("然后", "接着", "之后", "最后"), "then")
    | dict.fromkeys((WAYS["across"], "跨", "跨过", "越边"), "across")
    | _COMPASS
    | {word: name for name, word in LANDMARKS.items()}
)
"""Reads answers about walks."""
