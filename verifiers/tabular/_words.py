"""Words of tables in Chinese. A heading, a unit, a title's part is its own English word; here is what it is called in Chinese.

Verifiers read answers in both languages by them, and prompts are written with them."""

_HEADINGS = """
Total=合计; Other=其他; of which exported=其中出口; of which new=其中新增; of which urban=其中城镇; of which organic=其中有机;
of which online=其中线上; of which foreign=其中外籍; of which subsidised=其中享受补贴; Domestic=国内; Abroad=国外; Women=女性; Men=男性;
Public=公立; Private=私立; North=北部; South=南部; Weekdays=工作日; Weekends=周末; Exports=出口; Imports=进口; Day shift=白班;
Night shift=夜班; Online=线上; In shops=门店; Irrigated=灌溉地; Rain-fed=旱地; Spending=支出类; Grants=补助类; Q1=第一季度; Q2=第二季度;
Q3=第三季度; Q4=第四季度; Actual=实际; Budget=预算; First half=上半年; Second half=下半年; Vehicles=车辆; Cars=轿车; Vans=面包车;
Buses=大巴; Trucks=卡车; Energy=能源; Batteries=电池; Solar panels=太阳能板; Chargers=充电桩; Services=服务; Leasing=租赁; Repairs=维修;
Insurance=保险; Europe=欧洲; Germany=德国; France=法国; Italy=意大利; Spain=西班牙; Asia=亚洲; China=中国; Japan=日本; India=印度;
Vietnam=越南; Americas=美洲; Canada=加拿大; Brazil=巴西; Mexico=墨西哥; Chile=智利; Africa=非洲; Egypt=埃及; Kenya=肯尼亚;
Morocco=摩洛哥; Renewable=可再生能源; Wind=风能; Solar=太阳能; Hydropower=水能; Biomass=生物质能; Fossil=化石能源; Coal=煤;
Natural gas=天然气; Oil=石油; Nuclear=核能; Inner city=中心城区; Old Town=老城; Harbour=港口区; Station Quarter=站前区; Suburbs=近郊;
Hillside=山坡区; Riverside=河畔区; Garden City=花园新区; Outskirts=远郊; Millbrook=磨坊镇; Ashford=白蜡镇; Greenfield=绿野镇;
Primary schools=小学; Lower grades=低年级; Upper grades=高年级; Secondary schools=中学; Junior stage=初中阶段; Senior stage=高中阶段;
Vocational schools=职业学校; Crafts=手工专业; Commerce=商科专业; Nursing=护理专业; Evening courses=夜校; Food=食品; Grain=粮食;
Meat=肉类; Fruit=水果; Coffee=咖啡; Raw materials=原材料; Ores=矿石; Timber=木材; Cotton=棉花; Manufactures=制成品; Machinery=机械;
Electronics=电子产品; Textiles=纺织品; Furniture=家具; Surgery=外科; Orthopaedics=骨科; Heart surgery=心脏外科; Eye surgery=眼科手术;
Medicine=内科; Cardiology=心内科; Oncology=肿瘤科; Neurology=神经科; Emergency=急诊; Cereals=谷物; Wheat=小麦; Barley=大麦; Maize=玉米;
Rice=水稻; Vegetables=蔬菜; Potatoes=土豆; Onions=洋葱; Carrots=胡萝卜; Orchards=果园; Apples=苹果; Pears=梨; Grapes=葡萄;
Rail=轨道交通; Underground=地铁; Tram=有轨电车; Suburban railway=市郊铁路; Road=道路交通; City bus=市区公交; Night bus=夜班公交;
Taxi=出租车; Ferry=轮渡; Hotels=酒店; Luxury hotels=豪华酒店; Mid-range hotels=中档酒店; Budget hotels=经济酒店;
Simple lodging=简易住宿; Hostels=青年旅舍; Campsites=露营地; Holiday flats=度假公寓; Education=教育; Nurseries=托儿所; Schools=学校;
Libraries=图书馆; Safety=安全; Fire service=消防; Rescue service=救援; Flood protection=防洪; Infrastructure=基础设施; Streets=街道;
Water supply=供水; Street lighting=路灯; Administration=行政; Groceries=食品杂货; Dairy=乳制品; Bakery=烘焙; Drinks=饮料; Clothing=服装;
Shirts=衬衫; Trousers=裤子; Shoes=鞋类; Household=家居; Cookware=炊具; Bedding=床品; Lamps=灯具; Gift cards=礼品卡; Recycled=回收;
Paper=纸张; Glass=玻璃; Metal=金属; Plastic=塑料; Disposed of=处置; Bulky waste=大件垃圾; Building rubble=建筑垃圾;
Residual waste=其余垃圾; Garden waste=园林垃圾; Opening balance=期初余额; Received=收入; Paid=支出; Balance=余额; Cash=现金; Bank=银行;
January=一月; February=二月; March=三月; April=四月; May=五月; June=六月; July=七月; August=八月; September=九月; October=十月;
November=十一月; December=十二月; East=东部; West=西部
"""
_TITLES = """
Net sales=净销售额; Operating profit=营业利润; Research costs=研发费用; Capital expenditure=资本支出; Employees=员工人数;
Orders received=新接订单; Marketing costs=营销费用; Electricity generated=发电量; Plant investment=电站投资;
Installed capacity=装机容量; Maintenance costs=维护费用; Residents=常住人口; Births=出生人数; New dwellings=新建住宅;
Housing subsidies=住房补贴; Pupils=学生人数; Teachers=教师人数; School expenditure=办学支出; Traded value=贸易额;
Traded weight=贸易重量; Customs revenue=关税收入; Patients treated=诊治患者; Treatment costs=诊疗费用; Nursing staff=护理人员;
Harvest=收成; Cultivated area=种植面积; Farm sales=农产品销售额; Water used=用水量; Passengers=客运量; Fare revenue=票款收入;
Operating costs=运营成本; Operating result=经营结果; Overnight stays=过夜人次; Lodging turnover=住宿营业额; Beds=床位数;
Public expenditure=公共支出; Public investment=公共投资; Public employees=公共部门人员; Turnover=营业额; Items sold=销售件数;
Purchasing costs=采购成本; Gross profit=毛利; Waste collected=垃圾清运量; Collection costs=清运成本;
Club account=社团账目; School account=学校账目; Shop account=店铺账目; Project account=项目账目; Household account=家庭账目
"""
_DIMENSIONS = """
segment=业务板块; region=地区; source=能源类型; district=城区; type of school=学校类型; product group=产品类别; department=科室;
crop=作物; mode of transport=交通方式; type of lodging=住宿类型; function=用途; line of goods=商品种类; kind of waste=垃圾种类;
year=年份; quarter=季度; half-year=半年度; market=市场; sex=性别; ownership=办学性质; part of the country=国土区域; days=日期类型;
flow=贸易方向; shift=班次; channel=销售渠道; kind of field=田地类型; kind of spending=支出性质; kind of figure=数据性质;
month=月份; kind of entry=记账项目; branch=分店; product=产品; origin=原产国
"""
_UNITS = """
dollars=美元; euros=欧元; yuan=元; people=人; tonnes=吨; hectares=公顷; megawatts=兆瓦; megawatt hours=兆瓦时; cubic metres=立方米;
items=件; dwellings=套; nights=人夜; beds=张床位; percent=%; employees=名员工
"""


def _read(text: str) -> dict[str, str]:
    return dict(pair.strip().split("=") for pair in text.split(";") if pair.strip())


HEADINGS = _read(_HEADINGS) | {str(year): f"{year}年" for year in range(1990, 2031)}
UNITS = _read(_UNITS)
CHINESE = HEADINGS | _read(_TITLES) | _read(_DIMENSIONS) | UNITS
"""For each identifier its Chinese word: `{"Europe": "欧洲", ...}`."""
