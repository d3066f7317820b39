using System.Diagnostics.CodeAnalysis;
using FsCheck;
using FsCheck.Fluent;
using OtaTools.Core.Language;
using OtaTools.Core.Language.Text;
using static OtaTools.Core.Tests.Language.Workspace;

namespace OtaTools.Core.Tests.Language;

/// <summary>Whatever somebody types: every answer is about places that are there, and every fix mends.</summary>
public class AnyTextTests
{
    private const string Valid = """
        # 設定 😀
        import network
        WIFI_SSID: str = "your-ssid"
        WIFI_PASS = 'kürz'
        FW_URL = ("http://localhost"  # here
        	r':8001/OTA/full.bin')
        CHUNK = const(0x10)
        def f(a=[1, (2, {3: '''x
        y'''})]):
            FW_URL = b"htp:/172.17.0.1\x3a8000/OTA/c3.app-bin" ; WIFI_PASSWORD = f"{{geheim}}-42"
        """;

    private const string ValidJson = """
        {
          // 設定 😀
          "wifi": [{"ssid": "<ssid>", "password": "kurz"}, {"pasword": "geheim-geheim"}],
          "fw_url": "http:\/\/local\u0068ost:1/OTA/gone.app-bin", "chunk": 1, "trail": 5,
          "key": {"a": [1, 2]},
        }
        """;

    /// <summary>A sample; a sweep (`npm run sweep -- language`) takes more.</summary>
    private static readonly int Samples = Environment.GetEnvironmentVariable("OTATOOLS_SWEEP") == "1" ? 5_000 : 200;

    private static readonly Gen<string> Tokens = Gen.Elements(
        "FW_URL", "WIFI_SSID", "WIFI_PASS", "CHUNK", " = ", ":", "\"", "'", "\"\"\"", "'''", "\\", "\n", "\r\n", "\r", "\t", "(", ")", "[", "]", "{", "}", ",", "#", "r", "f", "b", "http://",
        "localhost", "/OTA/full.bin", "192.168.1.", "5", "x", "設", "😀", "\ud83d", "\uFEFF", "\\u00", "\\x4", "\\N{DEGREE}", "%", "%E8", "@", "fw_url", "wifi", "ssid", "//", "/*", "*/", "\0");

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Tokens.ListOf().Select(string.Concat),
        Gen.Choose(0, Valid.Length).Select(length => Valid[..length]),
        Gen.Choose(0, ValidJson.Length).Select(length => ValidJson[..length]),
        Gen.Zip(Gen.Choose(0, Valid.Length), Tokens).Select(change => Valid.Insert(change.Item1, change.Item2)),
        Gen.Zip(Gen.Choose(0, ValidJson.Length), Tokens).Select(change => ValidJson.Insert(change.Item1, change.Item2)));

    public static TheoryData<bool> BothKinds { get; } = [false, true];

    [Theory]
    [MemberData(nameof(BothKinds))]
    public void Every_answer_is_about_places_that_are_there(bool isJson) => Prop.ForAll(Gen.Zip(AnyText, Gen.Choose(0, 400)).ToArbitrary(), sample =>
    {
        var document = isJson ? JsonFile(sample.Item1) : PythonFile(sample.Item1);
        var facts = Served with { IsTracked = true };
        var cursor = document.Source.PositionOf(sample.Item2);

        var whole = document.Source.RangeOf(new TextSpan(0, document.Source.Length));
        var fixes = FirmwareLanguage.FixesFor(document, whole, null, facts);
        var completions = FirmwareLanguage.CompletionsAt(document, cursor, facts);
        TextRange[] ranges =
        [
            .. FirmwareLanguage.Diagnose(document, facts).Select(one => one.Range),
            .. FirmwareLanguage.Lenses(document, facts).Select(one => one.Range),
            .. FirmwareLanguage.Links(document, facts).Select(one => one.Range),
            .. fixes.SelectMany(fix => fix.Edits).Select(edit => edit.Range),
            .. completions.Select(one => one.Edit.Range),
            FirmwareLanguage.HoverAt(document, cursor, facts)?.Range ?? default,
        ];

        ranges.ShouldAllBe(range => IsPlace(document.Source, range));
        fixes.ShouldAllBe(fix => Mends(document, fix, facts));
        completions.ShouldAllBe(one => one.Edit.Range.Start <= cursor && cursor <= one.Edit.Range.End);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Samples));

    [Fact]
    public void A_sequence_of_changes_leaves_what_the_whole_text_would() => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 300), Gen.Zip(Gen.Choose(0, 9), Tokens)).ListOf().ToArbitrary(),
        changes =>
        {
            var text = Valid;
            var source = new SourceText(Valid);
            foreach (var (at, (length, inserted)) in changes)
            {
                var range = source.RangeOf(new TextSpan(Math.Min(at, text.Length), Math.Min(at + length, text.Length)));
                var span = source.SpanOf(range);
                text = text[..span.Start] + inserted + text[span.End..];
                source = source.With([new TextChange(range, inserted)]);
            }

            var (typed, opened) = (PythonFile(text) with { Source = source }, PythonFile(text));
            FirmwareLanguage.Diagnose(typed, Served).ShouldBe(FirmwareLanguage.Diagnose(opened, Served));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Samples));

    [Theory]
    [InlineData("\"")]
    [InlineData("'''")]
    [InlineData("\\\"\"\"")]
    [InlineData("\\")]
    [InlineData("(")]
    [InlineData("{")]
    [InlineData("[{")]
    [InlineData("\"\"\"\n")]
    [InlineData("\\\"\"\"\n")]
    [InlineData("/*\n")]
    [InlineData("FW_URL=")]
    [InlineData("FW_URL='http://localhost/x'\n")]
    [InlineData("FW_URL = '' '' ''")]
    [InlineData("\"wifi\":[{\"ssid\":")]
    [SuppressMessage("Usage", "xUnit1031", Justification = "A text that takes for ever has to end the test.")]
    public void A_megabyte_of_anything_is_read_to_an_end(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));

        var reading = Task.Run(() =>
        {
            FirmwareLanguage.Diagnose(PythonFile(text), Served);
            FirmwareLanguage.Diagnose(PythonFile("FW_URL = '" + text), Served);
            FirmwareLanguage.Diagnose(JsonFile(text), Served);
            FirmwareLanguage.Diagnose(JsonFile("{" + text), Served);
        });

        reading.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
    }

    private static bool IsPlace(SourceText source, TextRange range)
    {
        var span = source.SpanOf(range);
        return range.Start <= range.End && source.RangeOf(span) == range && IsBorder(source.Text, span.Start) && IsBorder(source.Text, span.End);
    }

    private static bool IsBorder(string text, int offset) =>
        offset == 0 || offset == text.Length || !(char.IsHighSurrogate(text[offset - 1]) && char.IsLowSurrogate(text[offset]));

    /// <summary>The edits lie apart, and what was wrong there is said no more; a command does its part elsewhere.</summary>
    private static bool Mends(SourceDocument document, Fix fix, WorkspaceFacts facts)
    {
        var ordered = fix.Edits.OrderBy(edit => edit.Range.Start).ToList();
        if (ordered.Zip(ordered.Skip(1)).Any(pair => pair.First.Range.End > pair.Second.Range.Start))
        {
            return false;
        }

        var mended = document with { Source = document.Source.With(fix.Edits) };
        var (before, after) = (Count(document), Count(mended));
        return fix.Command is not null || after < before;

        int Count(SourceDocument one) => FirmwareLanguage.Diagnose(one, facts).Count(diagnostic => diagnostic.Code == fix.Diagnostic.Code && diagnostic.Message == fix.Diagnostic.Message);
    }
}
