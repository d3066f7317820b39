using System.Text;

namespace OtaTools.Core.Device.RawRepl;

/// <summary>A banner may be stale: only the answer to a question that was never asked before shows that the raw REPL listens now.</summary>
internal static class FreshQuestion
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(500);

    public static async Task<bool> AskAsync(ReplInput input, ReplPort port, CancellationToken cancellationToken)
    {
        var nonce = Random.Shared.Next(100_000, 1_000_000);
        await port.WriteAsync(Encoding.ASCII.GetBytes($"print({nonce})\x04"), cancellationToken);
        try
        {
            await input.ReadThroughAsync(Encoding.ASCII.GetBytes($"OK{nonce}\r\n\x04\x04>"), AnswerTime, cancellationToken);
            return true;
        }
        catch (ReplTimeoutException)
        {
            return false;
        }
    }
}
