"""The paragraphs around the tables. They hold numbers, lists and dates of their own, none of which is a value."""

OPENINGS = [
    "根据《中华人民共和国政府信息公开条例》第五十条规定，{organ}编制了本报告。",
    "本报告由{organ}按照《中华人民共和国政府信息公开条例》（以下简称《条例》）和上级有关要求编制。",
    "按照《中华人民共和国政府信息公开条例》要求，现公布{organ}{year}政府信息公开工作情况。全文由总体情况、主动公开、依申请公开、复议诉讼、存在问题、其他事项六部分组成。",
]
PERIODS = [
    "本报告中所列数据的统计期限自{number}年1月1日起至{number}年12月31日止。",
    "报告所列数据统计期为{number}年1月1日至{number}年12月31日。",
]
OVERVIEW = [
    "{year}，{we}把政务公开摆在突出位置，围绕中心工作，聚焦群众关切，持续提升公开的质量和实效。",
    "{we}坚持以公开为常态、不公开为例外，进一步明确职责分工，细化工作任务，压实工作责任。",
    "主要领导多次听取汇报，分管领导具体抓，办公室牵头、各科室配合的工作格局进一步巩固。",
    "{year}，{we}通过门户网站发布各类信息{a}条，其中通知公告{b}条，政策解读{c}篇。",
    "政务微信公众号推送信息{b}条，关注人数{a}人；政务微博发布信息{c}条。",
    "全年共办理网民留言{c}件，回复率100%，平均办理时间{d}.5个工作日。",
    "围绕社会保障、营商环境、乡村振兴等重点领域，及时更新{d}个专栏，累计访问量{a}{b}次。",
]
SUBHEADS = ["主动公开工作", "依申请公开工作", "政府信息管理", "平台建设", "监督保障", "组织领导", "政策解读与回应关切"]
DETAILS = [
    "严格落实“先审查、后公开”的要求，建立健全信息发布三级审核制度，确保内容准确、表述规范。",
    "对照公开目录逐项梳理，对失效、重复的栏目进行清理，新增栏目{d}个，合并栏目{e}个。",
    "组织召开专题培训会{e}次，参训人员{c}人次，业务能力得到提高。",
    "进一步规范申请的登记、审核、办理、答复、归档流程，做到件件有登记、事事有回音。",
    "加强对下属单位的日常指导，每季度开展一次检查，并将结果纳入年度考核，分值占比{d}%。",
    "对涉及群众切身利益的事项，采取图表、问答、视频等方式解读，让群众看得懂、用得上。",
    "公开电话：0517-87{phone}，邮政编码：2{phone}，办公时间为工作日上午8:30—12:00。",
]
PROBLEMS = [
    "一是公开内容的深度有待拓展，二是解读形式不够丰富，三是队伍业务能力需要加强。",
    "虽然取得了一些成绩，但与群众的期待相比仍有差距，主要表现在个别栏目更新不够及时、互动渠道利用不足。",
    "存在的问题：1.信息发布的时效性还不够强；2.基层公开的标准化水平不高；3.专业人员偏少。",
]
PLANS = [
    "下一步，{we}将加强学习培训，完善工作机制，拓宽公开渠道，不断提高公开水平。",
    "改进措施：（一）健全制度，明确时限。（二）丰富形式，多用图解。（三）强化考核，跟踪问效。",
    "今后将进一步细化公开清单，主动接受社会监督，推动工作再上新台阶。",
]
OTHERS = [
    "无其他需要报告的事项。",
    "{we}{year}未收取信息处理费。",
    "按照《政府信息公开信息处理费管理办法》，{we}没有发出收费通知，收费金额为0元。",
    "本年度承办人大代表建议{e}件、政协提案{d}件，办复率均为100%。",
]


class Prose:
    """Writes the paragraphs of one report; `year` is what the text says for the year, perhaps only 本年度."""

    def __init__(self, random, organ, year, number):
        self.random = random
        self.organ, self.year, self.number = organ, year, number

    def fill(self, sentence):
        """Put the report's words and some idle numbers into a sentence."""
        random = self.random
        return sentence.format(organ=self.organ, year=self.year, number=self.number, we=random.choice(["我单位", "本机关"]),
                               a=random.randrange(120, 98000), b=random.randrange(10, 900), c=random.randrange(3, 200),
                               d=random.randrange(2, 30), e=random.randrange(1, 9), phone=random.randrange(10000, 99999))

    def opening(self, period):
        """The sentences under the title, with the stated period where `period` is true."""
        return [self.fill(self.random.choice(OPENINGS)) + (self.fill(self.random.choice(PERIODS)) if period else "")]

    def overview(self):
        """一、总体情况, with or without numbered parts."""
        random = self.random
        lines = ["".join(self.fill(sentence) for sentence in random.sample(OVERVIEW, random.randrange(2, 5)))]
        for number, head in zip("一二三四五", random.sample(SUBHEADS, random.choice([0, 2, 3, 5]))):
            body = "".join(self.fill(sentence) for sentence in random.sample(DETAILS, random.randrange(1, 4)))
            lines += random.choice([[f"（{number}）{head}。{body}"], [f"（{number}）{head}", body]])
        return lines

    def problems(self):
        """五、存在的主要问题及改进情况."""
        return [self.fill(self.random.choice(PROBLEMS)), self.fill(self.random.choice(PLANS))]

    def others(self):
        """六、其他需要报告的事项."""
        return [self.fill(self.random.choice(OTHERS))]
