using OtaTools.Core.Device.Console;
using OtaTools.Core.Device.RawRepl;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Firmware.Verdicts;

namespace OtaTools.Core.Device;

/// <summary>
/// The one owner of a device. It reads without pause; what it reads goes to the console, or to the one exchange that holds
/// the line. Exchanges queue; an interrupt and a disconnect do not. Its link may be lost and come back under another name.
/// </summary>
public sealed class DeviceSession : ILinkOwner, IAsyncDisposable
{
    private static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim line = new(1, 1);
    private readonly LineRouter router;
    private readonly DeviceLink link;

    /// <summary>Over a link that is not looked for when it is lost.</summary>
    public DeviceSession(DeviceAddress address, IDeviceTransport transport)
        : this(address, new OpenPort(address.ToString(), transport), null)
    {
    }

    internal DeviceSession(DeviceAddress address, OpenPort port, DeviceFinder? finder, LinkPauses? pauses = null)
    {
        Address = address;
        router = new LineRouter(busy => Happened?.Invoke(new SessionEvent.Busy(busy)));
        link = new DeviceLink(port, finder, this, pauses);
    }

    /// <summary>What is done to reach the board, one sentence for a log; called from any thread.</summary>
    public event Action<string>? Noted;

    /// <summary>In order with the bytes of the console; called from any thread, so it must not block.</summary>
    public event Action<SessionEvent>? Happened;

    /// <summary>As it was asked for last: one device may have several names.</summary>
    public DeviceAddress Address { get; internal set; }

    /// <summary>What the board printed last, for readers who are slower or came later.</summary>
    public ConsoleHistory History => router.History;

    /// <summary>The name of what is open, or was last.</summary>
    public string Port => link.Port;

    public bool IsConnected => link.Current is not null;

    /// <summary>What was last learnt of the board; null before it was ever asked.</summary>
    internal LearntBoard? Learnt { get; private set; }

    /// <summary>The board's MAC address, in lower case, where it told: on its console when it started, or when it was asked. Null where it did not.</summary>
    public string? Mac { get; private set; }

    /// <summary>There is a link, and no exchange holds the line.</summary>
    public bool IsIdle => IsConnected && line.CurrentCount > 0;

    /// <summary>What is known was learnt since the link is there: behind another one the board may have been flashed anew.</summary>
    public bool IsLearntOnThisLink { get; private set; }

    /// <summary>After <see cref="Learn"/>.</summary>
    internal event Action? LearntMore;

    /// <summary>Completes when the session is over: disposed, or its link is gone and not looked for.</summary>
    public Task Gone => link.Ended;

    /// <summary>For one piece of work: it ends with its link.</summary>
    public static async Task<DeviceSession> OpenAsync(DeviceAddress address, int baud, CancellationToken cancellationToken) =>
        new(address, await DeviceFinder.For(address, baud).OpenAsync(cancellationToken), null);

    /// <summary>For as long as somebody wants it: a link that is lost is looked for.</summary>
    public static async Task<DeviceSession> OpenLastingAsync(DeviceAddress address, int baud, CancellationToken cancellationToken)
    {
        var finder = DeviceFinder.For(address, baud);
        return new DeviceSession(address, await finder.OpenAsync(cancellationToken), finder);
    }

    /// <summary>Every console byte from now on, in order. The sink must neither block nor keep the bytes.</summary>
    public IDisposable Subscribe(Action<ReadOnlyMemory<byte>> sink) => router.Subscribe(sink, remembered: false);

    /// <summary>What is remembered, and every console byte from then on: none is missing or there twice between the two.</summary>
    public IDisposable SubscribeFromStart(Action<ReadOnlyMemory<byte>> sink) => router.Subscribe(sink, remembered: true);

    /// <summary>What is known of the board from now on, without asking it again: that would interrupt its program.</summary>
    public void Learn(BoardFacts facts)
    {
        Learnt = LearntBoard.At(Port, facts);
        IsLearntOnThisLink = true;
        LearntMore?.Invoke();
    }

    internal void LearnMac(string mac) => Mac = mac.ToLowerInvariant();

    /// <summary>A person wants the board now: the next look for a lost link is at once.</summary>
    public void LookNow() => link.LookNow();

    /// <summary>What a person types. It waits for its turn behind an exchange.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await line.WaitAsync(cancellationToken);
        try
        {
            await WriteAsync(Present(), bytes, cancellationToken);
        }
        finally
        {
            line.Release();
        }
    }

    /// <summary>Ctrl-C, at once.</summary>
    public async Task InterruptAsync(CancellationToken cancellationToken) => await WriteAsync(Present(), new byte[] { 3 }, cancellationToken);

    /// <summary>The EN line where there is one, else machine.reset() through the REPL.</summary>
    public async Task ResetAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        await line.WaitAsync(cancellationToken);
        try
        {
            if (await (await link.UpAsync(timeout, cancellationToken)).PulseResetAsync(cancellationToken))
            {
                return;
            }
        }
        finally
        {
            line.Release();
        }

        await UseRawReplAsync(
            async repl =>
            {
                try
                {
                    // Once it is on its way it is seen through: a Ctrl-C now would stop the program that starts.
                    await repl.StartAsync("import machine\nmachine.reset()", CancellationToken.None);
                }
                catch (EndOfStreamException)
                {
                    // The chip's own USB goes with the chip, sometimes before the answer is out.
                }

                return true;
            },
            timeout,
            leave: false,
            cancellationToken);
    }

    /// <summary>Holds the line, enters the raw REPL, uses it, and leaves the board at the friendly REPL.</summary>
    /// <param name="enterTimeout">For a link that is lost, and then for entering; each later wait has its own limit.</param>
    /// <exception cref="OtaToolsException">A link failure, with what was seen.</exception>
    internal Task<T> UseRawReplAsync<T>(Func<RawReplSession, Task<T>> use, TimeSpan enterTimeout, CancellationToken cancellationToken) =>
        UseRawReplAsync(use, enterTimeout, leave: true, cancellationToken);

    private async Task<T> UseRawReplAsync<T>(
        Func<RawReplSession, Task<T>> use, TimeSpan enterTimeout, bool leave, CancellationToken cancellationToken)
    {
        await line.WaitAsync(cancellationToken);
        var input = new ReplInput();
        try
        {
            var transport = await link.UpAsync(enterTimeout, cancellationToken);
            if (!router.Hold(input, () => link.Current == transport))
            {
                throw Disconnected();
            }

            // To this transport and no other: what is left of an exchange must not interrupt a board that starts anew.
            var repl = new RawReplSession(
                input,
                new ReplPort(
                    (bytes, cancelled) => WriteAsync(transport, bytes, cancelled),
                    bytes => router.Publish(bytes),
                    transport.PulseResetAsync,
                    note => Noted?.Invoke(note),
                    History.Remembered));
            var stay = false;
            try
            {
                await repl.EnterAsync(enterTimeout, cancellationToken);
                var result = await use(repl);
                stay = !leave;
                return result;
            }
            finally
            {
                if (!stay && link.Current == transport)
                {
                    await LeaveAsync(repl);
                }
            }
        }
        catch (EndOfStreamException e)
        {
            throw Disconnected(e);
        }
        finally
        {
            router.GiveBack(input);
            line.Release();
        }
    }

    /// <summary>Cancelled or failed, the board is not left in the raw REPL: that would look dead to a person.</summary>
    private static async Task LeaveAsync(RawReplSession repl)
    {
        using var limit = new CancellationTokenSource(LeaveTime);
        try
        {
            await repl.ExitAsync(limit.Token);
        }
        catch (Exception e) when (e is OtaToolsException or EndOfStreamException or OperationCanceledException)
        {
            // The failure that brought us here is the one to report.
        }
    }

    ValueTask ILinkOwner.OnBytesAsync(ReadOnlyMemory<byte> bytes) => router.RouteAsync(bytes);

    void ILinkOwner.OnDown() => router.Break();

    void ILinkOwner.OnLost(string port, string? inTheWay)
    {
        IsLearntOnThisLink = false;
        Happened?.Invoke(new SessionEvent.Lost(inTheWay ?? (Address is SerialAddress ? Strings.LinkLostPort(port) : Strings.LinkLostSocket(port))));
    }

    void ILinkOwner.OnBack(string port, string before) =>
        Happened?.Invoke(new SessionEvent.Back(port, port == before ? Strings.LinkBack(port) : Strings.LinkBackElsewhere(port, before)));

    private IDeviceTransport Present() => link.Current ?? throw Disconnected();

    private async ValueTask WriteAsync(IDeviceTransport transport, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await transport.WriteAsync(bytes, cancellationToken);
        }
        catch (IOException e)
        {
            link.Drop(transport);
            throw Disconnected(e);
        }
    }

    private OtaToolsException Disconnected(Exception? inner = null) =>
        new(ErrorCode.DeviceDisconnected, Strings.DeviceDisconnected(Port), inner);

    public ValueTask DisposeAsync() => link.DisposeAsync();
}
