"""The words of made-up reports: names, items, sentences in Chinese and English."""

ZH_PLACES = ["青川县", "临江市", "望山区", "平湖新区", "石桥镇", "白云乡", "长兴街道", "南岗区", "东明县", "和平区", "云溪县", "北塔区", "龙门县", "安泰市", "清水湾镇"]
ZH_UNITS = ["市发展和改革局", "区教育体育局", "县水务局", "市交通运输委员会", "区卫生健康局", "市场监督管理局", "县农业农村局", "住房和城乡建设局", "区文化旅游局"]
ZH_INCOME = ["一、一般公共预算拨款收入", "二、政府性基金预算拨款收入", "三、国有资本经营预算拨款收入", "四、财政专户管理资金收入", "五、事业收入", "六、上级补助收入",
             "七、附属单位上缴收入", "八、事业单位经营收入", "九、其他收入"]
ZH_SPENDING = ["一、一般公共服务支出", "二、外交支出", "三、国防支出", "四、公共安全支出", "五、教育支出", "六、科学技术支出", "七、文化旅游体育与传媒支出", "八、社会保障和就业支出",
               "九、卫生健康支出", "十、节能环保支出", "十一、城乡社区支出", "十二、农林水支出"]
ZH_CODES = [("201", "一般公共服务支出", [("20103", "政府办公厅（室）及相关机构事务", [("2010301", "行政运行"), ("2010302", "一般行政管理事务"), ("2010350", "事业运行")]),
                                     ("20106", "财政事务", [("2010601", "行政运行"), ("2010605", "财政国库业务")])]),
            ("205", "教育支出", [("20502", "普通教育", [("2050201", "学前教育"), ("2050202", "小学教育"), ("2050203", "初中教育")])]),
            ("208", "社会保障和就业支出", [("20805", "行政事业单位养老支出", [("2080501", "行政单位离退休"), ("2080505", "机关事业单位基本养老保险缴费支出"),
                                                       ("2080506", "机关事业单位职业年金缴费支出")])]),
            ("210", "卫生健康支出", [("21011", "行政事业单位医疗", [("2101101", "行政单位医疗"), ("2101103", "公务员医疗补助")])]),
            ("221", "住房保障支出", [("22102", "住房改革支出", [("2210201", "住房公积金"), ("2210202", "提租补贴")])])]
ZH_INDICATORS = [("地区生产总值", "亿元", ["第一产业", "第二产业", "第三产业"]), ("规模以上工业增加值", "亿元", ["国有控股企业", "股份制企业", "外商及港澳台商投资企业", "私营企业"]),
                 ("固定资产投资", "亿元", ["房地产开发投资", "基础设施投资", "工业技术改造投资"]), ("社会消费品零售总额", "亿元", ["城镇", "乡村"]),
                 ("货物进出口总额", "亿元", ["出口额", "进口额"]), ("一般公共预算收入", "万元", ["税收收入", "非税收入"]), ("居民人均可支配收入", "元", ["城镇居民", "农村居民"]),
                 ("年末常住人口", "万人", ["男性", "女性"]), ("货运量", "万吨", ["铁路", "公路", "水路"]), ("粮食产量", "吨", ["稻谷", "小麦", "玉米", "大豆"]),
                 ("发电量", "万千瓦时", ["火力发电", "水力发电", "风力发电", "太阳能发电"]), ("邮电业务总量", "万元", ["邮政业务", "电信业务"])]
ZH_PROJECTS = ["城区老旧小区改造及配套基础设施建设项目", "第三污水处理厂提标改造工程", "乡村道路硬化工程", "县人民医院综合楼", "智慧城管平台二期", "中心小学扩建", "农村饮水安全巩固提升工程",
               "工业园区标准化厂房（一期）", "滨河公园景观提升", "高标准农田建设项目", "公共停车场", "殡仪馆迁建", "应急物资储备库", "燃气管网更新改造工程（含老旧庭院管道）"]
ZH_MATTERS = ["食品经营许可", "建设工程规划许可证核发", "公共场所卫生许可", "取水许可", "林木采伐许可证核发", "道路运输经营许可", "出版物零售业务经营许可", "民办学校设立审批",
              "占用、挖掘城市道路审批", "特种设备使用登记"]
ZH_BASIS = ["《中华人民共和国食品安全法》第三十五条", "《中华人民共和国城乡规划法》第四十条", "《公共场所卫生管理条例》第四条", "《取水许可和水资源费征收管理条例》", "《中华人民共和国森林法》第五十六条",
            "《中华人民共和国道路运输条例》", "《出版管理条例》第三十五条", "《中华人民共和国民办教育促进法》第十二条", "《城市道路管理条例》", "《中华人民共和国特种设备安全法》"]
ZH_DEPARTMENTS = ["审批服务科", "规划管理科", "卫生监督所", "水政水资源科", "林业站", "运输管理所", "综合科", "职业教育科", "市政管理处", "特种设备科"]
ZH_TITLES = {"budget": ["收支预算总表", "部门收支决算总表", "收入支出总体情况表"], "function": ["一般公共预算支出表", "支出预算总表（按功能分类）", "一般公共预算财政拨款支出决算表"],
             "bulletin": ["国民经济和社会发展主要指标", "主要经济指标完成情况", "全年主要统计数据"], "deep": ["各地区主要指标", "分地区工业和投资情况", "各镇（街道）综合考核数据"],
             "projects": ["重点建设项目计划表", "政府投资项目一览表"], "matters": ["行政许可事项清单", "权责事项目录"], "groups": ["分行业用电量", "分类型市场主体登记情况"], "years": ["历年主要指标", "近五年财政收支"]}
ZH_PROSE = ["全年经济运行总体平稳，稳中有进，主要指标保持在合理区间，高质量发展取得新成效。", "按照上级统一部署，本单位认真落实预算管理各项要求，进一步优化支出结构，严格控制一般性支出。",
            "2022年共受理群众来信1,254件，办结率为98.6%，比上年提高2.3个百分点。", "农业生产形势较好，粮食产量连续第五年增长，畜牧业生产稳定恢复，蔬菜、水果供应充足。",
            "工业生产稳步回升。规模以上工业增加值增长6.8%，其中高技术制造业增长12.4%。", "各项改革任务有序推进，营商环境持续优化，市场主体活力不断增强，新增经营主体3,562户。",
            "需要说明的是，部分数据因四舍五入的原因，存在总计与分项合计不等的情况。", "下一步，将继续坚持稳中求进工作总基调，统筹发展和安全，着力保障和改善民生。",
            "根据《中华人民共和国预算法》和有关规定，现将有关情况公开如下，接受社会监督。", "全年空气质量优良天数比例为87.4%，地表水水质达到或优于Ⅲ类断面比例为92.3%。",
            "社会保障水平稳步提高。年末参加城镇职工基本养老保险人数达到25.6万人，参加失业保险人数达到11.2万人。"]
ZH_NOTES = ["注：1.本表中部分数据因四舍五入，存在分项之和与合计不等的情况。", "注：增长速度按可比价格计算。", "说明：本表反映部门本年度的总收支和年末结转结余情况。", "资料来源：市统计局。",
            "注：“—”表示无数据；空白表示该项统计指标不足最小单位数。"]
EN_COUNTRIES = ["Belgium", "Bulgaria", "Czech Republic", "Denmark", "Germany", "Estonia", "Ireland", "Greece", "Spain", "France", "Italy", "Cyprus", "Latvia", "Lithuania",
                "Luxembourg", "Hungary", "Malta", "Netherlands", "Austria", "Poland", "Portugal", "Romania", "Slovenia", "Slovakia", "Finland", "Sweden", "United Kingdom"]
EN_GROUPS = [("Energy", ["Gross inland consumption", "Final energy consumption", "Share of renewables", "Electricity generation"]),
             ("Transport", ["Passenger cars", "Freight by road", "Freight by rail", "Inland waterways"]),
             ("Agriculture and fisheries", ["Utilised agricultural area", "Organic farming", "Catches in the north-east Atlantic", "Aquaculture production"]),
             ("Labour market", ["Employment rate, 15 to 64 years", "Unemployment rate", "Long-term unemployment", "Part-time employment"]),
             ("Environment", ["Municipal waste generated", "Recycling rate", "Greenhouse gas emissions", "Protected areas"]),
             ("Public finance", ["General government gross debt", "Net lending (+) or borrowing (-)", "Tax revenue", "Social contributions"])]
EN_UNITS = ["EUR million", "1 000 t", "% of GDP", "GWh", "thousand persons", "kg per inhabitant", "million t-km", "ha", "%"]
EN_HEADINGS = ["Staff expenditure", "Buildings and associated costs", "Information technology", "Movable property", "Current administrative expenditure", "Meetings and missions",
               "Operational activities", "Studies and consultations", "Communication and publications", "Reserves for contingencies and other unforeseen expenditure"]
EN_ACTS = [("Directive 2001/29/EC", "Copyright and related rights in the information society"), ("Regulation (EC) No 1907/2006", "Registration and authorisation of chemicals"),
           ("Directive 2008/98/EC", "Waste"), ("Decision 2009/406", "Effort sharing"), ("Directive 2003/4/EC", "Public access to environmental information"),
           ("Regulation (EC) No 1049/2001", "Access to documents of the institutions"), ("Directive 2014/24/EU", "Public procurement and repeal of earlier rules"),
           ("Regulation (EU) 2016/679", "Protection of natural persons with regard to the processing of personal data")]
EN_STATES = ["transposed", "in force", "under revision", "infringement opened", "repealed", "pending"]
EN_BODIES = ["Ministry of the Environment", "National Energy Regulator", "Statistical Office", "Food Safety Authority", "Central Bank", "Agency for Fundamental Rights"]
EN_TITLES = ["Key figures by Member State", "Selected indicators", "Appropriations by budget title", "Summary of results", "Main trends", "Overview of measures taken",
             "Production and trade", "Employment by sector and sex", "Market shares of the main operators"]
EN_PROSE = ["The Commission adopted its proposal in the first half of the year, following a public consultation that attracted 412 contributions from 23 countries.",
            "Growth slowed down in most Member States, although the labour market remained resilient and unemployment fell to 7.6 % of the labour force.",
            "Data for the most recent year are provisional and may be revised when the final accounts become available.",
            "As set out in the work programme, the Agency organised three meetings of national experts and published two technical reports.",
            "Compared with 2007, exports rose by 12.4 %, while imports from third countries fell slightly, by 0.8 %, over the same period.",
            "The methodology was reviewed in close cooperation with the competent national authorities, and the results were validated in 2010.",
            "It should be noted that figures may not add up because of rounding, and that breaks in the series affect comparisons over time.",
            "A number of respondents stressed the need for simpler procedures, better access to information and more transparent criteria.",
            "The budget implementation rate reached 97.3 % for commitments and 84.1 % for payments, in line with the targets set for the period.",
            "In addition, several pilot projects were launched to test new approaches to monitoring, reporting and verification."]
EN_NOTES = ["Source: Eurostat (online data code: nrg_100a).", "(1) Break in series.", "Note: Figures may not add up because of rounding.", "Source: European Environment Agency, 2011.",
            ": not available; p provisional; e estimate", "* Estimated by the services of the Commission.", "(a) Excluding overseas territories. (b) Including VAT."]
