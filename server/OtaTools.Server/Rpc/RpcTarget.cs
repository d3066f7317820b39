using OtaTools.Core;
using OtaTools.Core.Connection;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Server.Lsp;
using StreamJsonRpc;

namespace OtaTools.Server.Rpc;

/// <summary>What all slices' targets share: the one place where the lifecycle is asked and failures become coded errors.</summary>
internal abstract class RpcTarget(LspLifecycle lifecycle)
{
    protected async Task<T> AnswerAsync<T>(Func<Task<T>> answer)
    {
        lifecycle.RequireRunning();
        try
        {
            return await answer();
        }
        catch (OtaToolsException e)
        {
            throw new LocalRpcException(e.Message, e) { ErrorCode = (int)e.Code, ErrorData = new FailureData(e.Code.ToString(), e.Evidence, e.Finding, e.Connection) };
        }
    }
}

/// <summary>The data of an error: the code by name, what the board said, what is wrong with the firmware file, and why the board does not reach the server.</summary>
internal sealed record FailureData(string Reason, string? Evidence, Finding? Finding, ConnectionReport? Connection);
