//! What is printed in two real reports, written down by hand: every value with its labels and its variable.

/// What is known of a report.
pub(crate) struct Printed {
    /// Fields of documents.csv.
    pub(crate) document: &'static [(&'static str, &'static str)],
    /// A line for each value: row label | column label | item.measure | value | unit.
    pub(crate) disclosure: &'static str,
    /// Column label and measure of each column.
    pub(crate) request_columns: [(&'static str, &'static str); 7],
    /// A line for each row: label | item | values.
    pub(crate) requests: &'static str,
    /// The values of the one row.
    pub(crate) review_litigation: &'static str,
    /// How often each identity could be evaluated.
    pub(crate) checks: &'static [(&'static str, usize)],
    /// Codes of the problems it has.
    pub(crate) problems: &'static [&'static str],
}

/// Column labels of 行政复议 and 行政诉讼, alike in all forms.
pub(crate) const REVIEW_COLUMNS: [(&str, &str); 3] = [
    ("行政复议", "review"),
    ("行政诉讼/未经复议直接起诉", "litigation_direct"),
    ("行政诉讼/复议后起诉", "litigation_after_review"),
];

/// What follows in each of the three.
pub(crate) const REVIEW_RESULTS: [(&str, &str); 5] = [
    ("结果维持", "upheld"),
    ("结果纠正", "corrected"),
    ("其他结果", "other"),
    ("尚未审结", "pending"),
    ("总计", "total"),
];

/// One cell a line, empty lines between rows, a header wrapped over two lines, two cells glued.
pub(crate) const BEIJING_2022: Printed = Printed {
    document: &[
        ("agency", "北京市知识产权局"),
        ("region", "北京市"),
        ("region_code", "110000"),
        ("agency_kind", "知识产权局"),
        ("agency_id", "110000-知识产权局"),
        ("year", "2022"),
        ("template", "ogi-2021"),
        ("tables", "3"),
        ("cells", "207"),
        ("status", "ok"),
    ],
    disclosure: "
第二十条第（一）项/规章 | 本年制发件数 | regulations.issued | 0 |
第二十条第（一）项/规章 | 本年废止件数 | regulations.repealed | 0 |
第二十条第（一）项/规章 | 现行有效件数 | regulations.in_force | 1 |
第二十条第（一）项/行政规范性文件 | 本年制发件数 | normative_documents.issued | 3 |
第二十条第（一）项/行政规范性文件 | 本年废止件数 | normative_documents.repealed | 0 |
第二十条第（一）项/行政规范性文件 | 现行有效件数 | normative_documents.in_force | |
第二十条第（五）项/行政许可 | 本年处理决定数量 | licensing.decisions | 0 |
第二十条第（六）项/行政处罚 | 本年处理决定数量 | penalties.decisions | 4 |
第二十条第（六）项/行政强制 | 本年处理决定数量 | coercion.decisions | 0 |
第二十条第（八）项/行政事业性收费 | 本年收费金额（单位：万元） | fees.amount | 0 | 万元
",
    request_columns: [
        ("申请人情况/自然人", "natural_person"),
        ("申请人情况/法人或其他组织/商业企业", "company"),
        ("申请人情况/法人或其他组织/科研机构", "research_institution"),
        ("申请人情况/法人或其他组织/社会公益组织", "public_interest_org"),
        ("申请人情况/法人或其他组织/法律服务机构", "legal_service"),
        ("申请人情况/法人或其他组织/其他", "other"),
        ("申请人情况/总计", "total"),
    ],
    requests: "
一、本年新收政府信息公开申请数量 | received.new | 12 5 0 0 0 0 17
二、上年结转政府信息公开申请数量 | received.carried_in | 0 0 0 0 0 0 0
三、本年度办理结果/（一）予以公开 | result.granted | 3 2 0 0 0 0 5
三、本年度办理结果/（二）部分公开（区分处理的，只计这一情形，不计其他情形） | result.partial | 1 0 0 0 0 0 1
三、本年度办理结果/（三）不予公开/1.属于国家秘密 | result.refused.state_secret | 0 0 0 0 0 0 0
三、本年度办理结果/（三）不予公开/2.其他法律行政法规禁止公开 | result.refused.prohibited_by_law | 0 0 0 0 0 0 0
三、本年度办理结果/（三）不予公开/3.危及“三安全一稳定” | result.refused.security_stability | 0 0 0 0 0 0 0
三、本年度办理结果/（三）不予公开/4.保护第三方合法权益 | result.refused.third_party | 0 0 0 0 0 0 0
三、本年度办理结果/（三）不予公开/5.属于三类内部事务信息 | result.refused.internal_affairs | 2 0 0 0 0 0 2
三、本年度办理结果/（三）不予公开/6.属于四类过程性信息 | result.refused.process_information | 0 0 0 0 0 0 0
三、本年度办理结果/（三）不予公开/7.属于行政执法案卷 | result.refused.enforcement_files | 3 1 0 0 0 0 4
三、本年度办理结果/（三）不予公开/8.属于行政查询事项 | result.refused.administrative_query | 0 0 0 0 0 0 0
三、本年度办理结果/（四）无法提供/1.本机关不掌握相关政府信息 | result.unable.not_held | 3 2 0 0 0 0 5
三、本年度办理结果/（四）无法提供/2.没有现成信息需要另行制作 | result.unable.needs_creation | 0 0 0 0 0 0 0
三、本年度办理结果/（四）无法提供/3.补正后申请内容仍不明确 | result.unable.unclear_after_correction | 0 0 0 0 0 0 0
三、本年度办理结果/（五）不予处理/1.信访举报投诉类申请 | result.not_processed.petition | 0 0 0 0 0 0 0
三、本年度办理结果/（五）不予处理/2.重复申请 | result.not_processed.repeat | 0 0 0 0 0 0 0
三、本年度办理结果/（五）不予处理/3.要求提供公开出版物 | result.not_processed.publication | 0 0 0 0 0 0 0
三、本年度办理结果/（五）不予处理/4.无正当理由大量反复申请 | result.not_processed.excessive | 0 0 0 0 0 0 0
三、本年度办理结果/（五）不予处理/5.要求行政机关确认或重新出具已获取信息 | result.not_processed.confirm_obtained | 0 0 0 0 0 0 0
三、本年度办理结果/（六）其他处理/0.其他处理总计 | result.other | 0 0 0 0 0 0 0
三、本年度办理结果/（六）其他处理/1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | result.other.no_correction | 0 0 0 0 0 0 0
三、本年度办理结果/（六）其他处理/2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 | result.other.unpaid_fee | 0 0 0 0 0 0 0
三、本年度办理结果/（六）其他处理/3.其他 | result.other.other | 0 0 0 0 0 0 0
三、本年度办理结果/（七）总计 | result.total | 12 5 0 0 0 0 17
四、结转下年度继续办理 | carried_out | 0 0 0 0 0 0 0
",
    review_litigation: "2 0 0 0 2 1 0 0 0 1 0 0 0 0 0",
    checks: &[
        ("requests.applicants_sum", 26),
        ("requests.balance", 7),
        ("requests.other_sum", 7),
        ("requests.results_sum", 7),
        ("review_litigation.channel_sum", 3),
    ],
    problems: &[],
};

/// Cells between tabs, short rows, a table torn by page breaks that lost leading cells.
pub(crate) const HEILONGJIANG_2020: Printed = Printed {
    document: &[
        ("agency", "黑龙江省知识产权局"),
        ("region", "黑龙江省"),
        ("region_code", "230000"),
        ("agency_kind", "知识产权局"),
        ("agency_id", "230000-知识产权局"),
        ("year", "2020"),
        ("template", "ogi-2019"),
        ("tables", "3"),
        ("cells", "198"),
        ("status", "ok"),
    ],
    disclosure: "
第二十条第（一）项/规章 | 本年新制作数量 | regulations.newly_made | 0 |
第二十条第（一）项/规章 | 本年新公开数量 | regulations.newly_disclosed | 0 |
第二十条第（一）项/规章 | 对外公开总数量 | regulations.disclosed_total | 0 |
第二十条第（一）项/规范性文件 | 本年新制作数量 | normative_documents.newly_made | 1 |
第二十条第（一）项/规范性文件 | 本年新公开数量 | normative_documents.newly_disclosed | 1 |
第二十条第（一）项/规范性文件 | 对外公开总数量 | normative_documents.disclosed_total | 1 |
第二十条第（五）项/行政许可 | 上一年项目数量 | licensing.items_last_year | 0 |
第二十条第（五）项/行政许可 | 本年增/减 | licensing.items_change | 0 |
第二十条第（五）项/行政许可 | 处理决定数量 | licensing.decisions | 0 |
第二十条第（五）项/其他对外管理服务事项 | 上一年项目数量 | other_services.items_last_year | 0 |
第二十条第（五）项/其他对外管理服务事项 | 本年增/减 | other_services.items_change | 0 |
第二十条第（五）项/其他对外管理服务事项 | 处理决定数量 | other_services.decisions | 0 |
第二十条第（六）项/行政处罚 | 上一年项目数量 | penalties.items_last_year | 0 |
第二十条第（六）项/行政处罚 | 本年增/减 | penalties.items_change | 0 |
第二十条第（六）项/行政处罚 | 处理决定数量 | penalties.decisions | 0 |
第二十条第（六）项/行政强制 | 上一年项目数量 | coercion.items_last_year | 0 |
第二十条第（六）项/行政强制 | 本年增/减 | coercion.items_change | 0 |
第二十条第（六）项/行政强制 | 处理决定数量 | coercion.decisions | 0 |
第二十条第（八）项/行政事业性收费 | 上一年项目数量 | fees.items_last_year | 0 |
第二十条第（八）项/行政事业性收费 | 本年增/减 | fees.items_change | 0 |
第二十条第（九）项/政府集中采购 | 采购项目数量 | procurement.procurement_projects | 0 |
第二十条第（九）项/政府集中采购 | 采购总金额 | procurement.procurement_amount | 0 |
",
    request_columns: [
        ("申请人情况/自然人", "natural_person"),
        ("申请人情况/法人或其他组织/商业企业", "company"),
        ("申请人情况/法人或其他组织/科研机构", "research_institution"),
        ("申请人情况/法人或其他组织/社会公益组织", "public_interest_org"),
        ("申请人情况/法人或其他组织/法律服务机构", "legal_service"),
        ("申请人情况/法人或其他组织/其他", "other"),
        ("总计", "total"),
    ],
    requests: "
一、本年新收政府信息公开申请数量 | received.new | 0 0 0 0 0 0 0
二、上年结转政府信息公开申请数量 | received.carried_in | 0 0 0 0 0 0 0
三、本年度办理结果/（一）予以公开 | result.granted | 0 0 0 0 0 0 0
三、本年度办理结果/（二）部分公开（区分处理的，只计这一情形，不计其他情形） | result.partial | 0 0 0 0 0 0 0
三、本年度办理结果/（三）不予公开/1.属于国家秘密 | result.refused.state_secret | 0 0 0 0 0 0 0
三、本年度办理结果/（三）不予公开/2.其他法律行政法规禁止公开 | result.refused.prohibited_by_law | 0 0 0 0 0 0 0
三、本年度办理结果/（三）不予公开/3.危及“三安全一稳定” | result.refused.security_stability | 0 0 0 0 0 0 0
三、本年度办理结果/（三）不予公开/4.保护第三方合法权益 | result.refused.third_party | 0 0 0 0 0 0 0
三、本年度办理结果/（三）不予公开/5.属于三类内部事务信息 | result.refused.internal_affairs | 0 0 0 0 0 0 0
三、本年度办理结果/（三）不予公开/6.属于四类过程性信息 | result.refused.process_information | 0 0 0 0 0 0 0
三、本年度办理结果/（三）不予公开/7.属于行政执法案卷 | result.refused.enforcement_files | 0 0 0 0 0 0 0
三、本年度办理结果/（三）不予公开/8.属于行政查询事项 | result.refused.administrative_query | 0 0 0 0 0 0 0
三、本年度办理结果/(四)无法提供/1.本机关不掌握相关信息 | result.unable.not_held | 0 0 0 0 0 0 0
三、本年度办理结果/(四)无法提供/2.没有现成信息需要另行制作 | result.unable.needs_creation | 0 0 0 0 0 0 0
三、本年度办理结果/(四)无法提供/3.补正后申请内容仍不明确 | result.unable.unclear_after_correction | 0 0 0 0 0 0 0
三、本年度办理结果/(五)不予处理/1.信访举报投诉类申请 | result.not_processed.petition | 0 0 0 0 0 0 0
三、本年度办理结果/(五)不予处理/2.重复申请 | result.not_processed.repeat | 0 0 0 0 0 0 0
三、本年度办理结果/(五)不予处理/3.要求提供公开出版物 | result.not_processed.publication | 0 0 0 0 0 0 0
三、本年度办理结果/(五)不予处理/4.无正当理由大量反复申请 | result.not_processed.excessive | 0 0 0 0 0 0 0
三、本年度办理结果/(五)不予处理/5.要求行政机关确认或重新出具已获取信息 | result.not_processed.confirm_obtained | 0 0 0 0 0 0 0
三、本年度办理结果/(六)其他处理 | result.other | 0 0 0 0 0 0 0
三、本年度办理结果/(七)总计 | result.total | 0 0 0 0 0 0 0
四、结转下年度继续办理 | carried_out | 0 0 0 0 0 0 0
",
    review_litigation: "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
    checks: &[
        ("requests.applicants_sum", 23),
        ("requests.balance", 7),
        ("requests.results_sum", 7),
        ("review_litigation.channel_sum", 3),
    ],
    problems: &["unit_unknown"],
};
