using Microsoft.VisualStudio.LanguageServer.Protocol;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using StreamJsonRpc;
using Range = Microsoft.VisualStudio.LanguageServer.Protocol.Range;

namespace OtaTools.Standins.Tests.LanguageServer;

/// <summary>Documents and answers about them on the wire, as the specification of the protocol has them.</summary>
public class DocumentRecordTests
{
    private static readonly JsonSerializer _serializer = new JsonMessageFormatter().JsonSerializer;

    private static readonly Range _range = new() { Start = new Position(1, 2), End = new Position(3, 4) };

    [Fact]
    public void What_VS_Code_says_of_documents_is_understood()
    {
        var opened = Read<DidOpenTextDocumentParams>("""{"textDocument":{"uri":"file:///home/a%20%23%25b.py","languageId":"python","version":3,"text":"あ"}}""").TextDocument;
        var changed = Read<DidChangeTextDocumentParams>("""
            {"textDocument":{"uri":"file:///c%3A/x.py","version":4},"contentChanges":[{"range":RANGE,"rangeLength":5,"text":"a"},{"text":"whole"}]}
            """);
        var saved = Read<DidSaveTextDocumentParams>("""{"textDocument":{"uri":"untitled:Untitled-1"}}""");

        opened.Uri.LocalPath.ShouldBe("/home/a #%b.py");
        (opened.LanguageId, opened.Version, opened.Text).ShouldBe(("python", 3, "あ"));
        (changed.TextDocument.Uri.OriginalString, changed.TextDocument.Version).ShouldBe(("file:///c:/x.py", 4));
        changed.ContentChanges.Select(change => (change.Range, change.RangeLength, change.Text)).ShouldBe([(_range, 5, "a"), (null, null, "whole")]);
        (saved.TextDocument.Uri.AbsoluteUri, saved.Text).ShouldBe(("untitled:Untitled-1", null));
    }

    [Fact]
    public void What_is_asked_about_diagnostics_is_understood()
    {
        var parameters = Read<CodeActionParams>("""
            {"textDocument":{"uri":"file:///x.py"},"range":RANGE,"context":{"triggerKind":1,"only":["quickfix","source.fixAll.new"],"diagnostics":[
              {"range":RANGE,"message":"m","code":"a-code","source":"s","severity":2,"tags":[1]}, {"range":RANGE,"message":"m","code":12}, {"range":RANGE,"message":"m"}]}}
            """);

        parameters.Range.ShouldBe(_range);
        parameters.Context.Only.ShouldNotBeNull().Select(kind => kind == CodeActionKind.QuickFix).ShouldBe([true, false]);
        parameters.Context.Diagnostics.Select(diagnostic => diagnostic.Code?.Value).ShouldBe(["a-code", 12, null]);
        parameters.Context.Diagnostics[0].Severity.ShouldBe(DiagnosticSeverity.Warning);
    }

    [Theory]
    [InlineData("""{"range":null,"message":"m","code":{"value":1}}""")]
    [InlineData("""{"range":null,"message":"m","code":[]}""")]
    public void A_value_that_is_of_none_of_its_types_is_refused(string json) =>
        Should.Throw<JsonSerializationException>(() => Read<Diagnostic>(json));

    [Fact]
    public void Answers_are_written_under_the_protocols_names()
    {
        ShouldBeWritten(
            new PublishDiagnosticParams
            {
                Uri = new Uri("file:///a%20b.py"),
                Diagnostics = [new() { Range = _range, Severity = DiagnosticSeverity.Error, Code = "c", Source = "s", Message = "m" }, new() { Code = 7 }],
            },
            """{"uri":"file:///a%20b.py","diagnostics":[{"range":RANGE,"severity":1,"code":"c","source":"s","message":"m"},{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},"code":7,"message":""}]}""");
        ShouldBeWritten(
            new Hover { Contents = new MarkupContent { Kind = MarkupKind.Markdown, Value = "v" }, Range = _range },
            """{"contents":{"kind":"markdown","value":"v"},"range":RANGE}""");
        ShouldBeWritten(
            new CodeLens { Range = _range, Command = new Command { Title = "t", CommandIdentifier = "c", Arguments = ["a", 1] } },
            """{"range":RANGE,"command":{"title":"t","command":"c","arguments":["a",1]}}""");
        ShouldBeWritten(
            new CodeAction { Title = "t", Kind = CodeActionKind.QuickFix, Edit = new WorkspaceEdit { Changes = new() { ["file:///x"] = [new TextEdit { Range = _range, NewText = "n" }] } } },
            """{"title":"t","kind":"quickfix","edit":{"changes":{"file:///x":[{"range":RANGE,"newText":"n"}]}}}""");
        ShouldBeWritten(new DocumentLink { Range = _range, Target = new Uri("file:///a%23b") }, """{"range":RANGE,"target":"file:///a%23b"}""");
        ShouldBeWritten(
            new CompletionList { Items = [new() { Label = "l", Kind = CompletionItemKind.File, Documentation = "plain", TextEdit = new TextEdit { Range = _range, NewText = "n" } }] },
            """{"isIncomplete":false,"items":[{"label":"l","kind":17,"documentation":"plain","preselect":false,"textEdit":{"range":RANGE,"newText":"n"}}]}""");
    }

    private static string WithRanges(string json) => json.Replace("RANGE", """{"start":{"line":1,"character":2},"end":{"line":3,"character":4}}""", StringComparison.Ordinal);

    private static T Read<T>(string json) => JObject.Parse(WithRanges(json)).ToObject<T>(_serializer)!;

    private static void ShouldBeWritten(object value, string json) => JObject.FromObject(value, _serializer).ToString(Formatting.None).ShouldBe(WithRanges(json));
}
