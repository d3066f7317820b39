using OtaTools.Core.Language.Python;
using OtaTools.Core.Language.Settings;

namespace OtaTools.Core.Tests.Language.Python;

public class PythonSettingsTests
{
    [Theory]
    [InlineData("FW_URL = \"x\"", "x")]
    [InlineData("FW_URL='x'", "x")]
    [InlineData("FW_URL: str = 'x'", "x")]
    [InlineData("FW_URL = (\n  'a'  # one\n  \"b\"\n)", "ab")]
    [InlineData("FW_URL = 'a' \\\n 'b'", "ab")]
    [InlineData("FW_URL = '''a\nb'''", "a\nb")]
    [InlineData("FW_URL = r'a\\n'", "a\\n")]
    [InlineData("FW_URL = b'a\\x41'", "aA")]
    [InlineData("FW_URL = f'a{{b}}'", "a{b}")]
    [InlineData("FW_URL = '\\u8a2d\\U0001F600\\101\\\\\\''", "設😀A\\'")]
    [InlineData("FW_URL = 'a\\\nb'", "ab")]
    [InlineData("FW_URL = '\\q\\x4'", "\\q\\x4")]
    [InlineData("\uFEFFFW_URL = 'x'", "x")]
    [InlineData("x = 1; FW_URL = 'x'; y = 2", "x")]
    [InlineData("if True:\n\tFW_URL = 'x'\n", "x")]
    [InlineData("FW_URL = 'x", "x")]
    [InlineData("FW_URL = 'x\r\nWIFI_SSID = 'y'", "x")]
    [InlineData("FW_URL = ('x'", "x")]
    [InlineData("FW_URL = \"\"\"x\nprint()", "x")]
    public void A_plain_string_is_read_as_Python_reads_it(string text, string value) => Only(text, SettingKind.FirmwareUrl).Text?.Value.ShouldBe(value);

    [Theory]
    [InlineData("FW_URL = base + 'x'")]
    [InlineData("FW_URL = 'x' + base")]
    [InlineData("FW_URL = 'x', 'y'")]
    [InlineData("FW_URL = ('x',)")]
    [InlineData("FW_URL = 'x'.strip()")]
    [InlineData("FW_URL = 'x%s' % y")]
    [InlineData("FW_URL = f'x{y}'")]
    [InlineData("FW_URL = b'\\xe8'")]
    [InlineData("FW_URL = get('x')")]
    public void What_is_put_together_while_the_program_runs_is_not_guessed(string text) => Only(text, SettingKind.FirmwareUrl).Text.ShouldBeNull();

    [Theory]
    [InlineData("# FW_URL = 'x'")]
    [InlineData("'''\nFW_URL = 'x'\n'''")]
    [InlineData("print(FW_URL)")]
    [InlineData("FW_URL == 'x'")]
    [InlineData("ota.FW_URL = 'x'")]
    [InlineData("MY_FW_URL = 'x'")]
    [InlineData("connect(WIFI_SSID='x')")]
    [InlineData("FW_URL")]
    public void What_only_looks_like_an_assignment_is_none(string text) => PythonSettings.Of(text).All.ShouldBeEmpty();

    [Theory]
    [InlineData("CHUNK = 4096", 4096)]
    [InlineData("CHUNK = 0x1000", 4096)]
    [InlineData("CHUNK = 4_096", 4096)]
    [InlineData("CHUNK = const(1024)", 1024)]
    [InlineData("CHUNK = (-1)", -1)]
    [InlineData("CHUNK = 1.5", 1.5)]
    public void Numbers_are_read_as_Python_reads_them(string text, double number) => Only(text, SettingKind.Chunk).Value!.Number.ShouldBe(number);

    [Fact]
    public void The_last_assignment_wins()
    {
        var found = PythonSettings.Of("FW_URL = 'a'\nFW_URL = 'b'\nif x:\n  FW_URL = 'c'\n");

        found.Of(SettingKind.FirmwareUrl).Select(setting => setting.Text!.Value).ShouldBe(["b", "c"]);
    }

    [Fact]
    public void A_bracket_that_is_never_closed_hides_no_later_setting() =>
        Only("print(\nx = [1, {\nFW_URL = 'x'\n", SettingKind.FirmwareUrl).Text?.Value.ShouldBe("x");

    [Fact]
    public void A_setting_without_a_value_is_one_being_typed() => Only("FW_URL = \nx = 1", SettingKind.FirmwareUrl).Value.ShouldBeNull();

    private static Setting Only(string text, SettingKind kind) => PythonSettings.Of(text).Of(kind).ShouldHaveSingleItem();
}
