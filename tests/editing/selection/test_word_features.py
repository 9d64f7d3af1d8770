"""What words say of an article's news, with words that only look like them."""

from service.editing.selection.article_text import article_text
from service.editing.selection.word_features import SIGNS, signs
from service.model import Article
from tests.support.tables import every_row


def found(title, text=""):
    return signs(article_text(Article("a.txt", title, (text,) if text else ())))


CASES = [
    ("state", "国务院印发通知", "外国主席到访"),
    ("ministry", "五部门联合发文", "宣传部放映队下乡"),
    ("province", "省教育厅答复来信", "节省开支三成"),
    ("city", "市水务局通报水质", "超市排队买米"),
    ("county", "柳湾镇修路", "城镇化率提高"),
    ("company", "轴承集团扩产", "公共厕所改造"),
    ("person", "68岁守林人下山", "6号楼加装电梯"),
    ("experts", "研究员解读日食", "学生放学"),
    ("rule", "养犬条例出台", "小学生放风筝"),
    ("start", "云州大桥通车", "云州大桥限高"),
    ("space", "卫星升空", "公园开门"),
    ("harm", "化工厂爆炸", "减灾演练"),
    ("rescue", "被困船员获救", "船员培训"),
    ("warning", "台风预警升级", "台阶修好"),
    ("meeting", "市政协召开会议", "菜市场开门"),
    ("inspect", "市领导调研春灌", "春灌开闸"),
    ("figures", "用电量同比增长", "用电安全课"),
    ("court", "法院宣判一案", "法桐落叶"),
    ("discovery", "考古队出土铜镜", "铜镜厂开工"),
    ("sport", "女排晋级四强", "女工四姐妹"),
    ("culture", "非遗展开门", "菜场开门"),
    ("war", "双方停火", "停车收费"),
    ("personnel", "人大任免名单", "人员密集场所"),
    ("everyday", "医保报销提高", "医院搬家"),
    ("science", "新药进入临床", "新路进入村庄"),
    ("money matters", "企业上市首日", "蔬菜上架首日"),
    ("force date", "7月1日起施行", "7月1日的早晨"),
    ("closure", "大桥封闭施工", "大桥亮灯"),
    ("alarm", "奶粉不合格下架", "奶粉厂参观"),
    ("whole nation", "全国统一", "全镇统一"),
    ("record", "进口额创新高", "进口水果"),
    ("picture of a scene", "记者手记", "记者到村"),
    ("experience", "推动振兴的做法", "一场小雨"),
    ("invitation", "征集老照片", "老照片展柜"),
    ("advice", "节后减重如何做", "节后上班"),
]


@every_row(("sign", "title", "counter"), CASES)
def test_a_sign_is_seen_in_the_headline_and_not_in_what_looks_like_it(sign, title, counter):
    assert found(title)[sign] == 1.0
    assert sign not in found(counter)


def test_every_sign_has_a_case_above():
    assert {case[0] for case in CASES} == set(SIGNS)


def test_in_the_opening_alone_a_sign_counts_less_and_later_not_at_all():
    assert 0 < found("桥上的人", "云州大桥昨日通车。")["start"] < 1
    assert "start" not in found("桥上的人", "他每天走过这座桥。" * 20 + "云州大桥昨日通车。")


def test_whom_it_concerns_counts_where_it_is_said_early():
    assert found("菜价", "请市民留意。")["listener"] == 1.0
    assert found("菜价", "今年雨多。" * 40 + "请市民留意。")["listener"] == 0.5
    assert "listener" not in found("菜价", "今年雨多。")
