using OtaTools.Core.Device.RawRepl;
using OtaTools.Core.Device.Transport.Rfc2217;

namespace OtaTools.Core.Device.Transport;

/// <summary>
/// A serial port behind a server of RFC 2217 (ser2net, pySerial's, the simulator's): the bytes, the baud rate and the
/// modem lines. On open both lines are turned on, DTR first; on close they stay, and the server closes its port.
/// </summary>
internal sealed class Rfc2217Transport(Rfc2217Connection connection, bool hasLines, ReadOnlyMemory<byte> early) : IDeviceTransport, IModemLines
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(3);

    /// <summary>After the baud rate's answer, for those of the lines. Some servers (ser2net) say nothing where there are none.</summary>
    private static readonly TimeSpan LinesTime = TimeSpan.FromMilliseconds(500);

    /// <summary>A UART hears its far end where the rates differ by no more than this share.</summary>
    private const double RateTolerance = 0.03;

    private ReadOnlyMemory<byte> early = early;

    /// <param name="limit">How long an answer may take.</param>
    /// <exception cref="OtaToolsException">Nobody listens, the server does not speak RFC 2217, or it has no port for us.</exception>
    public static async Task<IDeviceTransport> OpenAsync(Rfc2217Address address, int baud, CancellationToken cancellationToken, TimeSpan? limit = null)
    {
        var answerTime = limit ?? AnswerTime;
        var connection = new Rfc2217Connection(await TcpConnection.OpenAsync(address, cancellationToken));
        var early = new EarlyBytes(connection);
        try
        {
            var hasLines = await SetUpAsync(connection, address, baud, answerTime, cancellationToken);
            return new Rfc2217Transport(connection, hasLines, await early.TakeAsync());
        }
        catch (IOException e)
        {
            connection.Dispose();
            throw Closed(address, await early.TakeAsync(), e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
        finally
        {
            await early.DisposeAsync();
        }
    }

    /// <returns>Whether there are modem lines.</returns>
    private static async Task<bool> SetUpAsync(
        Rfc2217Connection connection, Rfc2217Address address, int baud, TimeSpan answerTime, CancellationToken cancellationToken)
    {
        if (!await connection.NegotiateAsync(answerTime, cancellationToken))
        {
            throw new OtaToolsException(
                ErrorCode.DeviceAddressInvalid, Strings.Rfc2217NotSpoken(address, new TcpAddress(address.Host, address.Port)));
        }

        await connection.AskForBinaryAsync(cancellationToken);
        await connection.TellAsync(ComPort.RawEightBits, cancellationToken);
        var settingRate = connection.AskAsync([ComPort.Baud(baud)], answerTime, cancellationToken);
        var raisingLines = connection.AskAsync([ComPort.Dtr(true), ComPort.Rts(true)], answerTime, cancellationToken);
        var rate = await settingRate;
        if (rate is not null && Math.Abs(ComPort.RateIn(rate) - baud) > baud * RateTolerance)
        {
            throw new OtaToolsException(ErrorCode.DeviceAddressInvalid, Strings.Rfc2217Baud(address, baud, ComPort.RateIn(rate)));
        }

        try
        {
            return await raisingLines.WaitAsync(LinesTime, cancellationToken) is not null;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>A server that has no port for us says so in words, if at all, and hangs up.</summary>
    private static OtaToolsException Closed(Rfc2217Address address, ReadOnlyMemory<byte> said, IOException cause)
    {
        var words = Printable.Tail(said.Span.Trim("\r\n "u8));
        return words.Length == 0
            ? new OtaToolsException(ErrorCode.DeviceBusy, Strings.Rfc2217Closed(address), cause)
            : new OtaToolsException(ErrorCode.DeviceBusy, Strings.Rfc2217ClosedSaying(address, words), cause);
    }

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (early.IsEmpty)
        {
            return connection.ReadAsync(buffer, cancellationToken);
        }

        var count = Math.Min(early.Length, buffer.Length);
        early[..count].CopyTo(buffer);
        early = early[count..];
        return ValueTask.FromResult(count);
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => connection.WriteAsync(data, cancellationToken);

    public async ValueTask<bool> PulseResetAsync(CancellationToken cancellationToken)
    {
        if (!hasLines)
        {
            return false;
        }

        try
        {
            await ResetSequence.PulseAsync(this);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public async ValueTask SetAsync(bool dtr, bool rts)
    {
        ComPortRequest[] requests = rts ? [ComPort.Dtr(dtr), ComPort.Rts(rts)] : [ComPort.Rts(rts), ComPort.Dtr(dtr)];
        if (await connection.AskAsync(requests, AnswerTime, CancellationToken.None) is null)
        {
            throw new IOException("The server did not set the modem lines.");
        }
    }

    public ValueTask DisposeAsync()
    {
        connection.Dispose();
        return ValueTask.CompletedTask;
    }
}
