using System.Globalization;
using Microsoft.VisualStudio.LanguageServer.Protocol;
using StreamJsonRpc;

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

    [JsonRpcMethod(Methods.InitializeName, UseSingleObjectParameterDeserialization = true)]
    public ServerInitializeResult Initialize(ClientInitializeParams parameters)
    {
        if (state != State.Created)
        {
            throw new LocalRpcException(Messages.AlreadyInitialized()) { ErrorCode = LspErrorCode.InvalidRequest };
        }

        state = State.Running;
        UserLanguage.Use(parameters.Locale);
        if (parameters.ProcessId is { } parent)
        {
            _ = ParentWatch.WhenGoneAsync(parent).ContinueWith(_ => exit.TrySetResult(1), TaskScheduler.Default);
        }

        return new ServerInitializeResult { Capabilities = new ServerCapabilities() };
    }

    [JsonRpcMethod(Methods.InitializedName, UseSingleObjectParameterDeserialization = true)]
    public void Initialized(InitializedParams? parameters) => _ = parameters;

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
}
