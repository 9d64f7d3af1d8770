"""What a story is about, roughly: by words of its headline and its beginning."""

from __future__ import annotations

from service.model import Article

BEGINNING_LENGTH = 120
"""Characters of the text that count beside the headline."""
TOPICS = {
    "politics": "会见 会谈 访华 访问 总统 总理 主席 书记 市委 省委 县委 区委 人大 政协 常委会 党建 巡察 干部",
    "economy": "企业 工业 产业 经济 投资 产值 消费 出口 贸易 金融 银行 贷款 财政 价格 市场 工厂 车间 订单 招商 营商",
    "farming": "农业 农村 农民 粮食 小麦 麦田 春灌 春耕 种业 蔬菜 大棚 韭菜 养殖 丰收 收割 乡村 合作社",
    "water and nature": "水利 河流 水库 湿地 生态 环保 污染 绿化 湖 候鸟 白鹭 野生动物 节水 供水 水网 水厂",
    "transport": "公路 铁路 高铁 公交 地铁 机场 列车 动车 交通 通车 航班 桥 港口 快递",
    "health": "医院 医生 医疗 患者 疾病 疫苗 健康 门诊 中医 卫生 药品 埃博拉",
    "education": "学校 学生 教师 教育 课堂 高考 幼儿园 大学 招生 课后",
    "culture": "文化 图书馆 博物馆 非遗 戏曲 电影 展览 音乐 文学 书法 阅读 考古 旅游 文旅 剧团",
    "sport": "比赛 冠军 球队 联赛 运动员 马拉松 半马 足球 篮球 夺冠 女足 世界杯 健身",
    "science": "科技 科学 航天 卫星 火箭 飞船 人工智能 机器人 研发 算力 数据 芯片",
    "law and order": "法院 检察 公安 警方 民警 诈骗 案件 判决 嫌疑人 立案 司法 条例",
    "welfare": "养老 社保 医保 就业 救助 残疾人 志愿者 社区 小区 居民 物业 低保 补贴",
    "weather": "天气 气温 降雨 暴雨 台风 寒潮 高温 小雨 预报 降温 强降雨",
    "safety": "事故 火灾 爆炸 地震 救援 遇难 消防 应急 坠 伤亡 洪水 瓦斯",
    "war": "袭击 军队 导弹 停火 空袭 无人机 冲突 战争 以军 美军 部队",
}


def subject(article: Article) -> str:
    """Return the topic whose words the article has most of, the headline's twice; empty below two words."""
    text = article.title * 2 + article.kicker + article.section + article.text[:BEGINNING_LENGTH]
    hits = {name: sum(text.count(word) for word in words.split()) for name, words in TOPICS.items()}
    best = max(hits, key=lambda name: hits[name])
    return best if hits[best] >= 2 else ""
