"""docs/privacy.md, printed from the registry of detectors, the columns and the policies."""

from gongkai.privacy.columns import columns
from gongkai.privacy.detectors import DETECTORS
from gongkai.privacy.finding import scan_text
from gongkai.privacy.masks import default_kinds, masked
from gongkai.privacy.policies import policies

SEVERITIES = {"error": "应遮盖", "warning": "请核对", "notice": "提示"}
HEAD = """# 个人信息：查什么、怎么遮盖、还要人看什么

`gongkai privacy scan 文件` 查找，`gongkai privacy mask 文件 -o 新文件 --policy 低保` 遮盖并查证。
任何输出都不显示号码本身。
（本页由代码打印，改了检测项后运行 `make docs`。）

## 一、什么地方都查

- **docx**：正文、表格、页眉页脚、脚注、批注、修订中已删除的文字、隐藏文字、白字、文本框、替代文字、域、
  文件属性、文档变量、自定义 XML、嵌入的工作簿和 OLE 对象、链接地址、
  XML 注释。
- **xlsx**：各工作表（包括隐藏和深度隐藏的）、隐藏的行和列、被筛选掉的行、白底白字、`;;;` 格式、批注和对话批注、
  公式、名称、数据有效性、页眉页脚、透视表缓存、外部链接缓存、数据连接、没有单元格引用的残留字符串、
  图形和文本框、文件属性。
- **pdf**：页面文字（黑块下面的、不可见的、白色的、图层里的、页面以外的都算）、有框线的表格和列对得齐的无框线表格
  （逐格、按表头）、批注和表单、附件、书签、文件属性和元数据、脚本、保存时留下的旧版本。
- **zip、eml**：逐个打开里面的文件和附件，文件名和邮件头也查；压缩包、邮件一层套一层，查到第六层。
- **csv、txt、html**：网页的注释、不显示的元素、隐藏域、脚本、属性、写在地址和样式里的图片都查。
- **docm、xlsm**：宏的代码（压缩存放的也解开）、嵌入的对象。
- **文件自己的名字**：有号码的，请改名后再公布；清单和提示里显示的文件名也把号码遮住。
- **doc、xls、wps、et、rtf**：用 LibreOffice 转成 docx、xlsx 后查；没有安装就明说不能查。
- **图片和扫描件**：装了 ocr 组件就识别其中文字；没装就列为“图片……请人工查看”。
  文字画成线条的、字体没有含义的 PDF 页，也按图片处理。

宏不运行，链接不打开，转换旧格式时也不打开。
空文件、损坏文件、带密码的文件、压缩炸弹、认不出的格式，一句话说明，退出码 2，不会当成“没有发现”。

## 二、什么都不能代替人看

- 公章、签名、手印、身份证照片、人脸：只报告“有图片”，不作判断。PDF 里用线条画成的红色圆章也报告；
  用线条画成的签名、Word 和 Excel 里用图形拼成的章不报告。
- 姓名只作提示。名册之外的姓名是否可以公开，由人判断；少见的姓可能漏掉。
- 没有校验位的号码（存折账号、十五位旧身份证号、护照、通行证）靠旁边的字样或表头认出；没有任何字样时可能漏掉。
- PDF 里有框线的表格按列认表头。没有框线的表格，只有表头三列以上、各列对齐、一行就是一行的才按列认，
  翻页没有表头也接着认；两栏的、一格占几行的、列与列挨得太近的、按列绘制的，以及识别出来的扫描件，不按列认：
  其中没有校验位的账号、住址、姓名等如果旁边没有字样，可能漏掉。重要的名册请用 xlsx 发布前查一遍。
- 健康、残疾、困难情况靠常用词认出，写法少见的可能漏掉；村名、年龄、残疾类别合在一起即使没有姓名也可能认出一个人。
- 手机号一律列出。确是对外公布的办公手机，须本人同意，由审核人记录理由后放行；
  机关自己公布的电话可以用 `--published 电话` 排除；在平台上，机关资料里的电话、传真、公开工作机构和监督投诉电话、
  窗口和热线的号码自动排除，工作人员个人的号码不排除。
- 号码中间加了空格、横线、点、下划线、斜线、零宽字符的，用全角、上标、下标、带圈、带括号的数字、
  汉字数字、藏文等各种文字的数字写的，都认。用括号、逗号、顿号、冒号、竖线、波浪线隔开的，
  紧挨着前面要有“电话”“身份证”“卡号”等字样或者表头（“（138）…”这样像区号一样写的不用）。
  拆在两个相邻单元格里的都认，
  拆在三格里的要有表头，一格一个数字的也认；用别的字、加号、星号隔开的，拆成四格以上的，可能漏掉。
- 逐个空开的十一位数字（1 3 8 0 0 …）列为“请核对”。一格一个数字的，旁边要有“电话”“手机”字样或者姓名。
- 已经写成“XX村X组XX号”的地址不算。名册里遮盖了的姓名如果在正文别处还有，遮盖后会提示，由人决定。
- 宏不运行，只看它的代码；代码分散存放的只看得到开头。压缩存放的旧对象看不到。
  Excel 数据模型（Power Pivot）压缩存放，里面可能是整张名册，这里读不了：列为“应遮盖”，退出码 1，不能直接公布；
  请在 Excel 里删去数据模型后另存，或者遮盖一遍。遮盖时宏和数据模型都去掉，查找结果中说明。
- 先前公布过不同遮盖方式的同一份名单，两份对照可能还原号码：请先撤下旧的。

## 三、检测项

| 种类 | 名称 | 程度 | 说明 | 例 → 显示 | 不算的例子 | 依据 |
| --- | --- | --- | --- | --- | --- | --- |
"""


def page() -> str:
    """The page as it should stand."""
    lines = [HEAD.rstrip("\n")]
    for detector in DETECTORS:
        shown = _shown(detector.example)
        words = (detector.__doc__ or "").split("\n")[0]
        cells = (
            f"`{detector.kind}`",
            detector.label,
            SEVERITIES[detector.severity],
            words,
            shown,
            _inline(detector.counter_example),
            detector.cites,
        )
        lines.append(f"| {' | '.join(cells)} |")
    lines.append(
        "| `seal_or_signature` | 公章、签名、照片 | 提示 | 每一张图片。 | 图片 | 无 | 个人信息保护法第二十八条 |"
    )
    return "\n".join([*lines, "", _exit(), "", _masks(), "", _policies(), ""])


def _inline(text: str) -> str:
    return text.replace("\n", "；").replace("\t", " ").replace("|", "／")


def _shown(example: str) -> str:
    """The example as it would stand after masking, so that the page itself shows no number."""
    for finding in sorted(scan_text(example), key=lambda finding: -len(finding.secret)):
        if finding.kind != "name":
            example = example.replace(finding.secret, finding.masked)
    return _inline(example)


def _exit() -> str:
    return (
        "退出码：0 没有发现；1 有“应遮盖”或“请核对”的发现；2 有文件读不了。"
        "只有“提示”的（单位的信用代码、姓名、图片）退出码仍是 0。\n"
        "机关公布的座机、12345 等热线、gov.cn 邮箱不列。"
    )


_MASKING = """## 四、怎么遮盖

不写 `--policy` 时遮盖：{kinds}。号码在数据里被替换，不是改格式；星号个数固定，看不出原来多长。

- 身份证号留前四位和后四位：`{citizen}`；手机号：`{mobile}`；银行卡和账号只留后四位：`{card}`。
- 姓名：`张*`、`张*明`、`欧阳*`；住址到村、社区为止。
- docx、xlsx 仍是原来的样子；PDF 里有遮盖的页重做成图片，下面垫一层干净的文字，其余页去掉元数据、脚本和旧版本。
  PDF 上遮盖的地方是黑块，表格里占满一格；保留的姓、村名照原样；整列清空的成空白。
- 作者、缩略图、宏、数据模型一并去掉。原文件不动。
- 写出之前重新打开，用查找的各条路径和另外的程序（pdfminer、mammoth、calamine、原始字节）逐个搜索
  被遮盖的号码及其片段，有一处残留就不写出；`--proof` 留下带摘要的证明记录。"""


def _masks() -> str:
    return _MASKING.format(
        kinds="、".join(f"`{kind}`" for kind in sorted(default_kinds())),
        citizen=masked("citizen_id", "11010519491231002X"),
        mobile=masked("mobile", "13800138000"),
        card=masked("bank_card", "6222020000000000000"),
    )


def _policies() -> str:
    lines = [
        "## 五、名册规则（`--policy`）",
        "",
        "| 名册 | 适用 | 遮盖的列 | 整列清空 | 依据 |",
        "| --- | --- | --- | --- | --- |",
    ]
    for policy in policies().values():
        cells = (policy.name, policy.label, _labels(policy.mask), _labels(policy.drop), policy.cites)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _labels(fields: frozenset[str]) -> str:
    return "、".join(column.label for column in columns().values() if column.field in fields)
