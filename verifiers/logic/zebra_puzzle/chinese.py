"""The words of zebra puzzles in Chinese: attributes and their values, what is numbered, and what models write beside them."""

from synth.verifiers.parsers.chinese import Reader

_THEMES = {  # an attribute, then its values; what is numbered
    "Name 姓名": "Alice 李娜 Amir 王芳 Anna 张伟 Anton 刘洋 Arthur 陈静 Beatrice 杨帆 Boris 赵磊 Carla 黄婷 Carmen 周敏 Chloe 吴刚 "
    "Daniel 徐亮 David 孙悦 Diana 马俊 Dmitri 朱琳 Elena 胡军 Emil 郭涛 Erik 何洁 Farah 高峰 Felix 林晓 Fiona 罗平 George 郑凯 "
    "Grace 梁冰 Hannah 谢娟 Hector 宋佳 Helen 唐雨 Hugo 许晴 Ingrid 邓辉 Isaac 韩梅 Ivan 冯健 Jamal 曹颖 Jonas 彭飞 Julia 曾燕 "
    "Karim 萧然 Kenji 田甜 Laura 董洁 Leo 袁野 Lucia 潘虹 Magnus 于波 Marta 蒋欣 Mei 蔡琴 Nadia 余静 Nina 杜娟 Oscar 叶青 "
    "Otto 程勇 Paula 苏雅 Pedro 魏明 Priya 吕艳 Quentin 丁宁 Rachel 任杰 Rashid 沈丹 Sofia 姚远 Stefan 卢山 Tara 傅强 Thomas 钟灵 "
    "Ulla 崔健 Victor 谭松 Wanda 陆瑶 Xavier 汪洋 Yara 范磊 Yusuf 金鑫 Zoe 廖芸",
    "Drink 饮料": "tea 茶 coffee 咖啡 milk 牛奶 water 水 juice 果汁 cocoa 可可 lemonade 柠檬水 cider 苹果酒 cola 可乐 kefir 酸奶 "
    "kombucha 康普茶 lassi 奶昔 tonic 汤力水 eggnog 蛋酒",
    "Pet 宠物": "cat 猫 dog 狗 rabbit 兔子 hamster 仓鼠 parrot 鹦鹉 turtle 乌龟 goldfish 金鱼 lizard 蜥蜴 ferret 雪貂 snake 蛇 "
    "mouse 小白鼠 pony 矮马 canary 金丝雀 gecko 壁虎",
    "Color 颜色": "red 红色 blue 蓝色 green 绿色 yellow 黄色 white 白色 black 黑色 purple 紫色 pink 粉色 brown 棕色 gray 灰色 "
    "teal 青色 beige 米色 crimson 深红色 navy 藏蓝色",
    "Job 职业": "baker 面包师 doctor 医生 teacher 老师 lawyer 律师 pilot 飞行员 plumber 水管工 farmer 农民 engineer 工程师 nurse 护士 "
    "painter 画家 chef 厨师 carpenter 木匠 tailor 裁缝 librarian 图书管理员 architect 建筑师",
    "Instrument 乐器": "piano 钢琴 violin 小提琴 flute 长笛 guitar 吉他 cello 大提琴 trumpet 小号 harp 竖琴 clarinet 单簧管 "
    "oboe 双簧管 banjo 班卓琴 tuba 大号 accordion 手风琴 saxophone 萨克斯 ukulele 尤克里里",
    "Flower 花卉": "tulips 郁金香 roses 玫瑰 lilies 百合 daisies 雏菊 orchids 兰花 peonies 牡丹 irises 鸢尾 carnations 康乃馨 "
    "dahlias 大丽花 daffodils 水仙 violets 紫罗兰 poppies 虞美人 marigolds 万寿菊",
    "Fruit 水果": "apples 苹果 bananas 香蕉 cherries 樱桃 grapes 葡萄 mangoes 芒果 oranges 橙子 peaches 桃子 pears 梨 plums 李子 "
    "melons 哈密瓜 kiwis 猕猴桃 figs 无花果 lemons 柠檬 papayas 木瓜",
    "Sport 运动": "tennis 网球 soccer 足球 hockey 曲棍球 golf 高尔夫 rugby 橄榄球 cricket 板球 volleyball 排球 badminton 羽毛球 "
    "baseball 棒球 basketball 篮球 squash 壁球 handball 手球 curling 冰壶 fencing 击剑",
    "City 城市": "Paris 巴黎 London 伦敦 Rome 罗马 Berlin 柏林 Madrid 马德里 Tokyo 东京 Oslo 奥斯陆 Vienna 维也纳 Lisbon 里斯本 "
    "Cairo 开罗 Athens 雅典 Dublin 都柏林 Prague 布拉格 Toronto 多伦多 Lima 利马",
    "Transport 交通工具": "bus 公交车 train 火车 tram 有轨电车 bicycle 自行车 car 小汽车 scooter 滑板车 ferry 渡轮 taxi 出租车 "
    "motorcycle 摩托车 subway 地铁 van 面包车 helicopter 直升机 tricycle 三轮车",
    "Dessert 甜点": "pudding 布丁 brownies 布朗尼 waffles 华夫饼 pancakes 松饼 tiramisu 提拉米苏 gelato 冰淇淋 custard 蛋奶冻 "
    "cheesecake 芝士蛋糕 cupcakes 纸杯蛋糕 strudel 苹果卷 meringue 蛋白酥 sorbet 雪葩 eclairs 泡芙",
    "Gem 宝石": "ruby 红宝石 sapphire 蓝宝石 emerald 祖母绿 diamond 钻石 opal 蛋白石 topaz 黄玉 amethyst 紫水晶 garnet 石榴石 "
    "pearl 珍珠 jade 翡翠 quartz 水晶 onyx 黑玛瑙 turquoise 绿松石",
    "Month 月份": "January 一月 February 二月 March 三月 April 四月 May 五月 June 六月 July 七月 August 八月 September 九月 "
    "October 十月 November 十一月 December 十二月",
    "Tree 树木": "oak 橡树 maple 枫树 birch 白桦 willow 柳树 cedar 雪松 pine 松树 elm 榆树 spruce 云杉 chestnut 栗树 beech 山毛榉 "
    "poplar 杨树 walnut 核桃树 larch 落叶松",
    "Language 语言": "Spanish 西班牙语 French 法语 German 德语 Italian 意大利语 Russian 俄语 Arabic 阿拉伯语 Hindi 印地语 Korean 韩语 "
    "Japanese 日语 Turkish 土耳其语 Polish 波兰语 Greek 希腊语 Swedish 瑞典语 Swahili 斯瓦希里语 Dutch 荷兰语",
    "Bird 鸟类": "owl 猫头鹰 eagle 老鹰 heron 苍鹭 robin 知更鸟 swan 天鹅 falcon 游隼 sparrow 麻雀 pelican 鹈鹕 crow 乌鸦 stork 白鹳 "
    "woodpecker 啄木鸟 puffin 海鹦 magpie 喜鹊",
    "Spice 香料": "pepper 胡椒 cinnamon 肉桂 nutmeg 肉豆蔻 ginger 生姜 saffron 藏红花 cumin 孜然 paprika 红椒粉 turmeric 姜黄 "
    "vanilla 香草 cardamom 小豆蔻 cloves 丁香 oregano 牛至 aniseed 八角",
    "Dance 舞蹈": "tango 探戈 waltz 华尔兹 salsa 萨尔萨 foxtrot 狐步舞 samba 桑巴 polka 波尔卡 rumba 伦巴 jig 吉格舞 "
    "flamenco 弗拉门戈 mambo 曼波 bolero 波莱罗 quickstep 快步舞",
    "Game 游戏": "chess 国际象棋 checkers 跳棋 dominoes 骨牌 backgammon 双陆棋 poker 扑克 bridge 桥牌 mahjong 麻将 darts 飞镖 "
    "bingo 宾果 solitaire 接龙 charades 猜谜 marbles 弹珠",
    "Cheese 奶酪": "cheddar 切达 gouda 高达 brie 布里 feta 菲达 mozzarella 马苏里拉 parmesan 帕尔玛 gruyere 格吕耶尔 "
    "camembert 卡芒贝尔 ricotta 里科塔 emmental 埃曼塔尔 halloumi 哈罗米 stilton 斯蒂尔顿",
    "Vegetable 蔬菜": "carrots 胡萝卜 onions 洋葱 potatoes 土豆 peas 豌豆 beans 豆角 spinach 菠菜 cabbage 卷心菜 broccoli 西兰花 "
    "celery 芹菜 leeks 大葱 turnips 芜菁 radishes 萝卜 lettuce 生菜",
    "Hobby 爱好": "knitting 编织 fishing 钓鱼 gardening 园艺 hiking 徒步 woodworking 木工 sailing 帆船 pottery 陶艺 photography 摄影 "
    "origami 折纸 astronomy 天文 sketching 素描 juggling 杂耍 archery 射箭",
    "Hat 帽子": "beret 贝雷帽 fedora 礼帽 bowler 圆顶帽 cap 鸭舌帽 beanie 毛线帽 bonnet 软帽 sombrero 墨西哥草帽 helmet 头盔 "
    "visor 遮阳帽 boater 平顶草帽 turban 缠头巾 headscarf 花头巾",
    "Book 书籍": "poetry 诗集 mysteries 侦探小说 thrillers 惊悚小说 biographies 传记 fantasy 奇幻小说 westerns 西部小说 "
    "satire 讽刺小说 comics 漫画 romances 言情小说 fables 寓言 memoirs 回忆录 essays 散文",
    "Subject 专业": "physics 物理 history 历史 biology 生物 chemistry 化学 geography 地理 economics 经济学 algebra 代数 "
    "philosophy 哲学 botany 植物学 geology 地质学 psychology 心理学 linguistics 语言学",
    "Fabric 布料": "silk 丝绸 wool 羊毛 linen 亚麻 cotton 棉布 velvet 天鹅绒 denim 牛仔布 satin 缎子 tweed 粗花呢 "
    "corduroy 灯芯绒 fleece 抓绒 cashmere 羊绒 flannel 法兰绒",
    "Tool 工具": "hammer 锤子 saw 锯子 drill 电钻 wrench 扳手 pliers 钳子 chisel 凿子 screwdriver 螺丝刀 ladder 梯子 shovel 铁锹 "
    "rake 耙子 axe 斧头 trowel 小铲子",
    "Soup 汤": "tomato 番茄 lentil 扁豆 mushroom 蘑菇 barley 大麦 noodle 面条 asparagus 芦笋 cauliflower 菜花 pumpkin 南瓜 "
    "zucchini 西葫芦 fennel 茴香 beet 甜菜 parsnip 山药",
    "": "House 房子 Desk 办公桌 Locker 储物柜 Boat 小船 Tent 帐篷 Stall 摊位 Cabin 小木屋 Seat 座位 Lane 泳道 Booth 录音间 "
    "Plot 菜地 Window 窗户 Caravan 房车 Room 房间 Wagon 车厢 Counter 柜台 Studio 工作室 Shop 店铺 Gate 登机口 Stand 展台",
}
WORDS = {
    english: chinese
    for theme, values in _THEMES.items()
    for words in [[*theme.split(), *values.split()]]
    for english, chinese in zip(words[::2], words[1::2], strict=True)
}
"""The Chinese word of each identifier of a puzzle, and of what is numbered with a capital: `{"tea": "茶", "House": "房子", ...}`."""

_MONTHS = [english for english, word in WORDS.items() if len(word) > 1 and word.endswith("月")]
_ALIASES = {
    **{f"{number}月": english for number, english in enumerate(_MONTHS, 1)},
    **{word[0]: english for english, word in WORDS.items() if len(word) == 2 and word[1] == "色"},
    **{
        word + noun: english
        for noun in ("奶酪", "汤")
        for theme, values in _THEMES.items()
        if theme.endswith(noun)
        for english, word in zip(values.split()[::2], values.split()[1::2], strict=True)
    },
    "名字": "Name", "衣服颜色": "Color", "衣服的颜色": "Color",
    "出生月份": "Month", "花": "Flower", "树": "Tree", "鸟": "Bird", "书": "Book",
    "房屋": "House", "房": "House", "房号": "House", "桌子": "Desk", "船": "Boat", "老鼠": "mouse", "小马": "pony",
}  # fmt: skip
_BESIDE = {
    **dict.fromkeys(("号", "编号", "序号", "号码", "个人", *"个座张条顶间块扇辆节家"), "number"),
    **dict.fromkeys(("和", "与", "及", "以及"), "and"),
    **dict.fromkeys(("是", "为"), "="),
    "位置": "position", "表格": "table", "属性": "attribute", "的": "of",
    **dict(zip("零一二三四五六七八九", "zero one two three four five six seven eight nine".split(), strict=True)),
    **dict.fromkeys("不没错非否", "not"),
}  # fmt: skip
CHINESE = Reader(_BESIDE | _ALIASES | {chinese: english for english, chinese in WORDS.items()})
"""Reads the words of puzzles and what stands beside them."""
