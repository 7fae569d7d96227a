//! Whom lists name, by what the cells and lines say and whatever stands over them, in all kinds of files.

use super::{ended, named, table, told};

#[test]
fn whom_a_notice_names_is_told_by_the_names() {
    for header in [
        "建房户",
        "种植户",
        "养殖户",
        "农户名称",
        "机主",
        "购机者",
        "受灾户",
        "被拆迁人",
        "房屋所有权人",
        "土地使用者",
        "林权所有人",
        "拟任人选",
        "积极分子",
        "评选对象",
        "推荐对象",
        "最美家庭",
        "共同生活成员",
        "代理人",
        "法定继承人",
        "学生",
        "毕业生",
        "报考人",
        "报名人员",
        "驾驶员",
        "医师",
        "社员",
        "股东",
        "成员",
        "公益性岗位人员",
        "护林员",
        "领取人",
        "签领人",
        "受资助学生",
    ] {
        assert_eq!(ended(&table(header, &["张志强", "李国华"])).len(), 1, "{header}");
        assert_eq!(ended(&table(header, &["李村", "黄田村", "某某", "张*", "共3户"])), [""; 0], "{header}");
    }
    for label in [
        "宅基地申请人",
        "农户",
        "建房户",
        "建房人",
        "产权人",
        "继承人",
        "被保障人",
        "保障对象",
        "收款人",
        "奖补对象",
        "种粮大户",
        "危房户",
        "优抚对象",
        "退役军人",
        "考察对象",
        "当选人",
        "入党积极分子",
        "发展对象",
        "预备党员",
        "入围人员",
        "面试人员",
        "体检人员",
    ] {
        assert_eq!(ended(&format!("{label}：张志强、李国华")).len(), 1, "{label}");
        assert_eq!(ended(&format!("{label}：李村3户")), [""; 0], "{label}");
    }
    for label in
        ["负责人", "联系人", "经办人员", "值班人员", "网格员", "中标人", "适用对象", "服务对象", "委员", "作者"]
    {
        assert_eq!(ended(&format!("{label}：张志强")), [""; 0], "{label}");
        assert_eq!(ended(&table(label, &["张志强"])), [""; 0], "{label}");
    }
    for body in [
        "企业名单：\n\n- 华丰\n- 金华",
        "项目名单：\n\n- 黄金桥",
        "树种名单：黄槐、金桂、白兰",
        "申请人：任何人",
        "救助对象：单老",
        "补贴对象：\n\n- 黄豆",
    ] {
        assert_eq!(ended(body), [""; 0], "{body}");
    }
}

#[test]
fn tags_and_signs_beside_names_hide_none() {
    for body in [
        "| 姓名 | 村 |\n|---|---|\n| <b>张志强</b> | 李村 |",
        "| <b>姓名</b> | 村 |\n|---|---|\n| 张志强 | 李村 |",
        "申请人：<span>张志强</span>",
        "申请人：张志强<sup>1</sup>",
        "申请人：张志强.",
        "申请人：张志强和李国华",
        "申请人：①张志强②李国华",
        "申请人——张志强",
        "申请人<br>张志强",
    ] {
        assert_eq!(ended(body).len(), 1, "{body}");
    }
    for body in ["申请人：<span>张*</span>", "申请人：<b>某某</b>", "申请人：1<2", "申请人：村和镇"]
    {
        assert_eq!(ended(body), [""; 0], "{body}");
    }
    for body in [
        "| <b>姓名</b> | 残疾等级 |\n|---|---|\n| 张志强 | 一级 |",
        "| 姓名 | 残疾等级 |\n|---|---|\n| <b>张志强</b> | 一级 |",
        "<table><tr><th>姓名<br>户主</th><th>残疾<br>等级</th></tr><tr><td>张志强</td><td>一级</td></tr></table>",
    ] {
        assert_eq!(named(body).len(), 1, "{body}");
    }
}

#[test]
fn what_stands_in_the_cells_is_sensitive_too() {
    let of = |headers: &str, cells: &str| named(&format!("| {headers} |\n|---|---|\n| {cells} |"));
    for (headers, cells) in [
        ("姓名 | 补贴项目", "张志强 | 重度残疾人护理补贴"),
        ("姓名 | 补贴类别", "张志强 | 困难残疾人生活补贴"),
        ("姓名 | 事由", "张志强 | 因病致贫"),
        ("姓名 | 原因", "张志强 | 肺癌晚期"),
        ("姓名 | 精准扶贫类型", "张志强 | 低保贫困户"),
    ] {
        assert_eq!(of(headers, cells).len(), 1, "{headers}: {cells}");
    }
    for (headers, cells) in [
        ("姓名 | 补贴项目", "张志强 | 耕地地力保护补贴"),
        ("姓名 | 事由", "张志强 | 建房"),
        ("姓名 | 负责项目", "张志强 | 残疾人工作"),
        ("姓名 | 培训类别", "张志强 | 残疾人工作"),
        ("姓名 | 备注", "张志强 | 主持残疾人工作"),
        ("姓名 | 类别", "张志强 | 低保专干"),
        ("姓名 | 低保户走访（户）", "张志强 | 3"),
        ("姓名 | 擅长疾病", "张志强 | 高血压"),
        ("村 | 事由", "李村 | 因病致贫"),
        ("姓名 | 原因", "张* | 肺癌晚期"),
    ] {
        assert_eq!(of(headers, cells), [""; 0], "{headers}: {cells}");
    }
}

#[test]
fn a_collection_is_called_after_its_people() {
    let count = |title: &str, more: &str| {
        let schema = format!(
            "title: {title}\nfields:\n  - {{name: who, type: string, title: 姓名}}\n  - {{name: more, type: string, title: {more}}}\n"
        );
        let record = "---\ntitle: 一\nwho: 张志强\nmore: 一级\n---\n";
        let files = [("content/d/_collection.yaml", &*schema), ("content/d/a.md", record)];
        told("正文。", "privacy/named-table", &files).len()
    };
    assert_eq!(count("残疾人", "等级"), 1);
    assert_eq!(count("特困人员", "村"), 1);
    assert_eq!(count("残疾人工作者", "等级"), 0);
    assert_eq!(count("残疾人", "职务"), 0);
    assert_eq!(count("先进个人", "等级"), 0);
}

#[test]
fn lines_of_all_kinds_of_texts_are_read() {
    let count = |path: &str, text: &str| {
        let link = format!("[甲]({path})");
        told(&link, "privacy/notice-ended", &[(&format!("content/{path}"), text)]).len()
    };
    let line = "拟录用人员：李小明、王大力";
    for (path, text) in [
        ("b.html", format!("<!doctype html><html><body><p>{line}</p></body></html>")),
        ("b.htm", "<p>拟录用人员：<b>李小明</b>、王大力</p>".to_owned()),
        ("b.html", "<p>公示名单：</p><ul><li>李小明</li><li>王大力</li></ul>".to_owned()),
        ("b.html", "<table><tr><td>拟录用人员：李小明</td></tr></table>".to_owned()),
        ("b.xml", format!("<r><p>{line}</p></r>")),
        ("b.xml", "<r><户主>李小明</户主></r>".to_owned()),
        ("b.yaml", "拟录用人员: [李小明, 王大力]\n".to_owned()),
        ("b.yaml", "- {姓名: 李小明, 村: 李村}\n".to_owned()),
        ("b.yaml", "拟录用人员:\n  - 李小明\n".to_owned()),
        ("b.log", line.to_owned()),
        ("b", line.to_owned()),
    ] {
        assert_eq!(count(path, &text), 1, "{path}: {text}");
    }
    for (path, text) in [
        ("b.html", "<p>拟录用人员：李*明</p><script>拟录用人员：李小明</script>"),
        ("b.html", "<p>共录用2人</p>"),
        ("b.xml", "<r><桥名>黄金桥</桥名><户数>3</户数></r>"),
        ("b.yaml", "name: 黄河谣\nnames: [黄河谣]\n村: 李村\n"),
        ("b.js", "拟录用人员：李小明"),
        ("b.log", "联系人：李小明"),
        ("b", "没有名单"),
    ] {
        assert_eq!(count(path, text), 0, "{path}: {text}");
    }
    let both = "<table><tr><th>姓名</th></tr><tr><td>李小明</td></tr></table><p>拟录用人员：王大力</p>";
    assert_eq!(count("b.html", both), 1);
}
