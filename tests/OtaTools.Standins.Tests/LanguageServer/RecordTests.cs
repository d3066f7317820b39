using Microsoft.VisualStudio.LanguageServer.Protocol;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using StreamJsonRpc;

namespace OtaTools.Standins.Tests.LanguageServer;

/// <summary>The records' shape on the wire, as the specification of the protocol has it.</summary>
public class RecordTests
{
    private static readonly JsonSerializer _serializer = new JsonMessageFormatter().JsonSerializer;

    [Fact]
    public void What_VS_Code_sends_to_initialize_is_understood()
    {
        var json = JObject.Parse("""
            {
                "processId": 42, "clientInfo": {"name": "Visual Studio Code"}, "locale": "ja", "rootPath": "/home/me/project",
                "rootUri": "file:///home/me/project%20%231", "trace": "verbose", "workspaceFolders": null,
                "capabilities": {"window": {"workDoneProgress": true}, "experimental": {"a": 1}},
                "initializationOptions": {"version": "1.2.3"}
            }
            """);

        var parameters = json.ToObject<InitializeParams>(_serializer)!;

        parameters.ProcessId.ShouldBe(42);
        parameters.RootUri!.LocalPath.ShouldBe("/home/me/project #1");
        (parameters.Trace == TraceSetting.Verbose).ShouldBeTrue();
        parameters.InitializationOptions.ShouldBeAssignableTo<JToken>()!["version"].ShouldBe(new JValue("1.2.3"));
        parameters.Capabilities.Experimental.ShouldBeAssignableTo<JToken>()!["a"].ShouldBe(new JValue(1));
    }

    [Fact]
    public void What_may_be_missing_may_be_missing()
    {
        var parameters = JObject.Parse("""{"processId": null, "rootUri": null, "capabilities": {}, "trace": "compact"}""").ToObject<InitializeParams>(_serializer)!;

        parameters.ProcessId.ShouldBeNull();
        parameters.RootUri.ShouldBeNull();
        parameters.InitializationOptions.ShouldBeNull();
        (parameters.Trace == TraceSetting.Off).ShouldBeFalse();
        (new JObject().ToObject<InitializeParams>(_serializer)!.Trace == TraceSetting.Off).ShouldBeTrue();
    }

    [Theory]
    [InlineData("file:///c%3A/Users/me", "file:///c:/Users/me")]
    [InlineData("file:///C:/Users/me", "file:///C:/Users/me")]
    [InlineData("file:///home/c%3A/me", "file:///home/c%3A/me")]
    public void A_drive_is_seen_behind_an_escaped_colon(string written, string read)
    {
        var parameters = new JObject { ["rootUri"] = written }.ToObject<InitializeParams>(_serializer)!;

        parameters.RootUri!.OriginalString.ShouldBe(read);
    }

    [Fact]
    public void Results_and_parameters_are_written_under_the_protocols_names()
    {
        var capabilities = new ServerCapabilities { TextDocumentSync = null, Experimental = new JObject { ["a"] = 1 } };

        ShouldBeWritten(new InitializeResult { Capabilities = capabilities }, """{"capabilities":{"experimental":{"a":1}}}""");
        ShouldBeWritten(new InitializeResult(), """{"capabilities":{"textDocumentSync":{"openClose":true,"change":0}}}""");
        ShouldBeWritten(new InitializedParams(), "{}");
        ShouldBeWritten(new LogMessageParams { MessageType = MessageType.Warning, Message = "m" }, """{"type":2,"message":"m"}""");
        ShouldBeWritten(new ShowMessageParams { MessageType = MessageType.Error, Message = "m" }, """{"type":1,"message":"m"}""");
        ShouldBeWritten(new InitializeParams(), """{"processId":null,"rootUri":null,"capabilities":{},"trace":"off"}""");
    }

    private static void ShouldBeWritten(object value, string json) =>
        JObject.FromObject(value, _serializer).ToString(Formatting.None).ShouldBe(json);
}
