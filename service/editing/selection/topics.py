"""What a story is about, roughly: by words of its headline and its beginning."""

from __future__ import annotations

from service.core.messages import _
from service.model import Article

BEGINNING_LENGTH = 120
"""Characters of the text that count beside the headline."""
TOPICS: dict[str, str] = {
    _("politics"): "会见 会谈 访华 访问 总统 总理 主席 书记 市委 省委 县委 区委 人大 政协 常委会 党建 巡察 干部 任免",
    _("economy"): (
        "企业 工业 产业 经济 投资 产值 出口 进口 外贸 贸易 金融 银行 贷款 存款 利率 财政 价格 工厂 车间 订单 招商 "
        "营商 物价 菜价 金价 猪价 股价 股东 股权 募资 上市公司 收购 公积金 房价 楼市 降息 加息 央行 指数 利润 "
        "营收"
    ),
    _("farming"): (
        "农业 农村 农民 粮食 小麦 麦田 麦收 春灌 春耕 秋播 种业 蔬菜 大棚 韭菜 养殖 丰收 收割 乡村 合作社 油菜 稻"
    ),
    _("nature"): "水利 河流 水库 湿地 生态 环保 污染 绿化 候鸟 白鹭 野生动物 白鹳 海洋 海冰 节水 物种 植物 空气质量",
    _("public services"): (
        "供水 供电 供热 供暖 暖气 燃气 停水 停电 水厂 水源 充电桩 充电车位 充电费 电动自行车 水表 电费 水费 气费 "
        "爆管 加装电梯"
    ),
    _("transport"): (
        "公路 铁路 高铁 公交 地铁 机场 列车 动车 交通 通车 航班 大桥 隧道 港口 码头 渡轮 轮渡 快递 停车 封闭 高速 "
        "客运 春运 船"
    ),
    _("health"): (
        "医院 医生 医疗 患者 疾病 疫苗 健康 门诊 中医 卫生院 卫健 药品 儿科 夜诊 急诊 中暑 血压 献血 病例 手术 "
        "体检 医保 埃博拉"
    ),
    _("education"): "学校 学生 教师 教育 教室 高考 幼儿园 大学 招生 课后 托管 分班 小学 中学 学位 课间 开学 校外",
    _("culture"): (
        "文化 图书馆 博物馆 非遗 戏曲 电影 展览 画展 音乐 文学 书法 阅读 考古 旅游 文旅 剧团 演出 收藏 出土 老字号 艺术"
    ),
    _("sport"): (
        "比赛 冠军 球队 联赛 决赛 运动员 运动会 马拉松 半马 足球 篮球 排球 乒乓 夺冠 女足 女排 男篮 女篮 世界杯 "
        "冬泳 门将 晋级"
    ),
    _("science"): "科技 科学 航天 卫星 火箭 飞船 人工智能 机器人 研发 算力 芯片 星座 论文 研究团队 实验室",
    _("law"): (
        "法院 检察 公安 警方 民警 交警 诈骗 骗子 案件 判决 判赔 嫌疑人 立案 司法 律师 赔偿 起诉 被判 法庭 纠纷 "
        "酒驾 反诈"
    ),
    _("consumers"): (
        "消费者 抽检 不合格 退款 退费 预付 下架 召回 市场监管 投诉 消保委 二手 检定 网红 食品安全 短斤少两 明码标价"
    ),
    _("welfare"): "养老 社保 就业 救助 残疾人 志愿者 社区 小区 居民 物业 低保 补贴 长护险 护理保险 保障",
    _("weather"): "天气 气温 降雨 暴雨 台风 寒潮 高温 小雨 预报 降温 强降雨 暴雪 霜冻 大风 雷雨",
    _("safety"): (
        "事故 火灾 起火 爆炸 地震 救援 遇难 消防 应急 坠 伤亡 洪水 瓦斯 泄漏 获救 失联 中毒 防灾 减灾 隐患 安全生产"
    ),
    _("war"): "袭击 军队 导弹 停火 空袭 无人机 冲突 战争 以军 美军 部队",
}
TITLE, KICKER = 3, 2
"""What a word counts in the headline and in the lines around it; in the text it counts once, however often it comes."""
LEAST = 2
"""With less nothing says what the story is about."""


def subject(article: Article) -> str:
    """Return the topic whose words the article has most of, those of its headline first; empty with too few."""
    text, around = article.text[:BEGINNING_LENGTH], f"{article.kicker}\n{article.subtitle}\n{article.section}"
    hits = {
        name: sum(
            TITLE * (word in article.title) + KICKER * (word in around) + (word in text) for word in words.split()
        )
        for name, words in TOPICS.items()
    }
    best = max(hits, key=lambda name: hits[name])
    return best if hits[best] >= LEAST else ""
