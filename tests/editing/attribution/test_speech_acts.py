"""Who says something in one sentence."""

from service.editing.attribution.speech_acts import QUOTED, find, mask
from tests.support.tables import every_row


def subjects(text):
    return [act.subject for act in find(mask(text, False)[0])]


@every_row(
    ("sentence", "who"),
    [
        ("柳桥区水务局局长周庆和表示，汛期来得早。", ["柳桥区水务局局长周庆和"]),
        ("周庆和8日在接受采访时说，汛期来得早。", ["周庆和"]),
        ("“汛期来得早。”周庆和说。", ["周庆和"]),
        ("周庆和高兴地说，汛期来得早。", ["周庆和"]),
        ("周庆和兴致勃勃地说，汛期来得早。", ["周庆和"]),
        ("他还强调，物资要备足。", ["他"]),
        ("以色列国防军称，行动已经结束。", ["以色列国防军"]),
        ("记者昨日从市人社局获悉，招聘会周六举行。", ["市人社局"]),
        ("记者从市教育局10月28日召开的新闻通气会上获悉，学位够了。", ["市教育局的新闻通气会"]),
        ("记者从市政府新闻办昨天（28日）在青岚举行的发布会上获悉，路通了。", ["市政府新闻办的发布会"]),
        ("记者从昨日在青岚召开的春耕会上获悉，种子够了。", ["春耕会"]),
        ("据青岚县气象局消息，明天有雨。", ["青岚县气象局"]),
        ("林业局造林科科长温立新说，树苗够了。", ["林业局造林科科长温立新"]),
        ("教练秦日新介绍，队伍齐了。", ["教练秦日新"]),
        ("秦日新说，队伍齐了。", ["秦日新"]),
        ("水利新要求，本月起实行。", []),
        ("各地要坚决落实县委书记要求，把堤守住。", []),
        ("专家的新建议，多数可行。", []),
        ("镇里修好三座桥，常态化听取养蜂人的诉求和建议，帮他们卖蜜。", []),
        ("新渠已经通水，是灌区增产的必然要求，村村受益。", []),
        ("双方按期修好界桥，坚定履行工程承诺，不误农时。", []),
        ("汛期来得早，周庆和建议，物资要备足。", ["周庆和"]),
        ("汛期来得早，下游几个村的村民要求，闸门早开。", ["下游几个村的村民"]),
        ("汛期来得早，青岚县水务局要求，闸门早开。", ["青岚县水务局"]),
        ("据悉，新馆占地四十亩。", []),
        ("据说，这棵树已有千年。", []),
        ("可以说，这是一条好路。", []),
        ("小说，是他的最爱。", []),
        ("按照上级要求，河道已经清淤。", []),
        ("大桥封顶，市领导到场表示祝贺。", []),
        ("这份文件说明了办法。", []),
    ],
)
def test_a_speaker_stands_before_a_verb_of_saying_at_the_end_of_its_clause(sentence, who):
    assert subjects(sentence) == who


def test_speech_is_masked_and_a_term_is_not():
    masked, open_still = mask("“枣乡”合作社的人说：“今年好。", False)
    assert masked.startswith("“枣乡”合作社的人说：" + QUOTED)
    assert open_still


def test_a_source_is_told_from_a_speaker():
    assert [act.source for act in find("据青岚县气象局消息，周庆和说，明天有雨。")] == [True, False]
