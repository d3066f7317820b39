using Microsoft.VisualStudio.LanguageServer.Protocol;
using Newtonsoft.Json.Linq;
using OtaTools.Core;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace OtaTools.Server.Lsp;

/// <summary>initialize, initialized, shutdown, exit: https://microsoft.github.io/language-server-protocol, "Server lifecycle".</summary>
internal sealed class LspLifecycle
{
    private readonly TaskCompletionSource<int> exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private State state = State.Created;

    private enum State
    {
        Created,
        Running,
        ShutDown,
    }

    /// <summary>Completes with the exit code: 0 after shutdown, else 1.</summary>
    public Task<int> Exit => exit.Task;

    public bool IsRunning => state == State.Running;

    /// <summary>The client can be asked to ask for code lenses anew.</summary>
    public bool RefreshesLenses { get; private set; }

    /// <summary>The editor's word for where its window is connected to: ssh-remote, wsl, dev-container, …; null for this computer.</summary>
    public string? RemoteName { get; private set; }

    /// <summary>
    /// The few fields of InitializeParams that matter here are read by hand, and the answer is made by hand: the contracts
    /// of LSP's records would take a third of the time until the first answer, which the editor's start waits for.
    /// </summary>
    [JsonRpcMethod(Methods.InitializeName, UseSingleObjectParameterDeserialization = true)]
    public JToken Initialize(JToken parameters)
    {
        if (state != State.Created)
        {
            throw new LocalRpcException(Messages.AlreadyInitialized()) { ErrorCode = LspErrorCode.InvalidRequest };
        }

        var parent = Field(parameters, "processId", JTokenType.Integer);
        var locale = Field(parameters, "locale", JTokenType.String);
        state = State.Running;
        UserLanguage.Use((string?)locale);
        RemoteName = (string?)(parameters.SelectToken("initializationOptions.remoteName") as JValue is { Type: JTokenType.String } remote ? remote : null);
        RefreshesLenses = parameters.SelectToken("capabilities.workspace.codeLens.refreshSupport") is JValue { Value: true };
        if (parent is not null)
        {
            _ = ParentWatch.WhenGoneAsync((int)parent).ContinueWith(_ => exit.TrySetResult(1), TaskScheduler.Default);
        }

        return new JObject
        {
            ["capabilities"] = Capabilities(),
            ["serverInfo"] = new JObject { ["name"] = "OtaTools", ["version"] = ProductVersion.Text },
        };
    }

    [JsonRpcMethod(Methods.InitializedName, UseSingleObjectParameterDeserialization = true)]
    public void Initialized(JToken? parameters) => _ = parameters;

    [JsonRpcMethod(Methods.ShutdownName)]
    public object? Shutdown()
    {
        RequireRunning();
        state = State.ShutDown;
        return null;
    }

    [JsonRpcMethod(Methods.ExitName)]
    public void End() => exit.TrySetResult(state == State.ShutDown ? 0 : 1);

    /// <exception cref="LocalRpcException">Before initialize or after shutdown, with LSP's code.</exception>
    [JsonRpcIgnore]
    public void RequireRunning()
    {
        switch (state)
        {
            case State.Created:
                throw new LocalRpcException(Messages.NotInitialized()) { ErrorCode = LspErrorCode.ServerNotInitialized };
            case State.ShutDown:
                throw new LocalRpcException(Messages.HasShutDown()) { ErrorCode = LspErrorCode.InvalidRequest };
        }
    }

    /// <summary>What <c>Features/Language</c> answers.</summary>
    private static JObject Capabilities() => new()
    {
        ["positionEncoding"] = "utf-16",
        ["textDocumentSync"] = new JObject { ["openClose"] = true, ["change"] = (int)TextDocumentSyncKind.Incremental, ["save"] = new JObject() },
        ["hoverProvider"] = true,
        ["codeLensProvider"] = new JObject(),
        ["codeActionProvider"] = new JObject { ["codeActionKinds"] = new JArray("quickfix") },
        ["completionProvider"] = new JObject { ["triggerCharacters"] = new JArray("/", ":", "\"", "'") },
        ["documentLinkProvider"] = new JObject(),
    };

    /// <returns>The field, or null where it is missing or null.</returns>
    private static JToken? Field(JToken parameters, string name, JTokenType type) =>
        parameters is not JObject fields ? throw Invalid(Messages.InitializeNeedsObject())
        : fields[name] is not { Type: not JTokenType.Null } value ? null
        : value.Type != type || (type == JTokenType.Integer && value is not JValue { Value: long and >= 0 and <= int.MaxValue }) ? throw Invalid(Messages.FieldInvalid(name))
        : value;

    private static LocalRpcException Invalid(string message) => new(message) { ErrorCode = (int)JsonRpcErrorCode.InvalidParams };
}
