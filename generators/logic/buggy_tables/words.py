"""Words of tables in Chinese."""

CHINESE = {
    "region": "地区", "product": "商品", "day": "日期", "team": "队伍",
    "pieces": "件数", "price": "单价", "weight": "重量", "distance": "路程", "time": "用时", "total": "总价",
    "north": "北区", "south": "南区", "east": "东区", "west": "西区",
    "tea": "茶叶", "coffee": "咖啡", "sugar": "白糖", "flour": "面粉", "rice": "大米",
    "monday": "周一", "tuesday": "周二", "wednesday": "周三", "thursday": "周四", "friday": "周五",
    "red": "红队", "blue": "蓝队", "green": "绿队", "yellow": "黄队",
    "euros": "元", "cents": "分", "kilograms": "千克", "grams": "克", "kilometers": "千米",
    "meters": "米", "minutes": "分钟", "seconds": "秒",
}  # fmt: skip
