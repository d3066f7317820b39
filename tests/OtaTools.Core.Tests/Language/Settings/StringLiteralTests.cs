using FsCheck;
using FsCheck.Fluent;
using OtaTools.Core.Language;
using OtaTools.Core.Language.Settings;
using OtaTools.Core.Language.Text;
using static OtaTools.Core.Tests.Language.Workspace;

namespace OtaTools.Core.Tests.Language.Settings;

public class StringLiteralTests
{
    private static readonly Gen<string> Texts = Gen.Elements("a", "/", "\\", "'", "\"", "{", "}", "\n", "\t", "\u0085", "設", "😀", "x41").ListOf().Select(string.Concat);

    public static TheoryData<string, bool> Literals { get; } = new()
    {
        { "FW_URL = 'abc'", false },
        { "FW_URL = \"abc\"", false },
        { "FW_URL = '''abc'''", false },
        { "FW_URL = f'abc'", false },
        { "FW_URL = r'abc'", false },
        { "FW_URL = ('a' r\"b\" f'c')", false },
        { "FW_URL = '\\x61\\142\\u0063'", false },
        { "{\"fw_url\": \"abc\"}", true },
        { "{\"fw_url\": \"\\u0061bc\"}", true },
    };

    [Theory]
    [MemberData(nameof(Literals))]
    public void What_is_written_into_a_string_is_read_out_of_it(string text, bool isJson) => Prop.ForAll(
        Gen.Zip(Texts, Gen.Zip(Gen.Choose(0, 3), Gen.Choose(0, 3))).ToArbitrary(),
        sample =>
        {
            var (inserted, (one, other)) = sample;
            var (start, end) = (Math.Min(one, other), Math.Max(one, other));
            var document = isJson ? JsonFile(text) : PythonFile(text);

            // A raw string cannot say everything, and says so.
            if (Url(document).Replace(start, end, inserted, document.Source) is { } edits)
            {
                Url(document with { Source = document.Source.With(edits) }).Value.ShouldBe("abc"[..start] + inserted + "abc"[end..]);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Bytes_are_written_as_bytes() => new StringStyle(Escaping.PythonBytes, "'").Write("é'").ShouldBe(@"\xc3\xa9\'");

    [Theory]
    [InlineData("it's")]
    [InlineData("a\n")]
    [InlineData("a\\")]
    public void A_raw_string_does_not_say_what_it_cannot(string text) => new StringStyle(Escaping.PythonRaw, "'").Write(text).ShouldBeNull();

    private static StringLiteral Url(SourceDocument document) => DocumentSettings.Of(document).Of(SettingKind.FirmwareUrl).Single().Text!;
}
