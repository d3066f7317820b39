using System.IO.Pipelines;
using OtaTools.Core.Device.RawRepl;
using OtaTools.Core.Device.Transport;

namespace OtaTools.Core.Device;

/// <summary>
/// The one owner of a port. It reads without pause; what it reads goes to the console, or to the one exchange that holds
/// the line. Exchanges queue; an interrupt and a disconnect do not.
/// </summary>
public sealed class DeviceSession : IAsyncDisposable
{
    private static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(2);

    private readonly IDeviceTransport transport;
    private readonly CancellationTokenSource closing = new();
    private readonly SemaphoreSlim line = new(1, 1);
    private readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock routing = new();
    private readonly Task reading;

    private Action<ReadOnlyMemory<byte>>[] sinks = [];
    private ReplInput? exchange;

    public DeviceSession(DeviceAddress address, IDeviceTransport transport)
    {
        Address = address;
        this.transport = transport;
        reading = Task.Run(ReadAsync);
    }

    /// <summary>What is done to reach the board, one sentence for a log; called from any thread.</summary>
    public event Action<string>? Noted;

    public DeviceAddress Address { get; }

    /// <summary>Completes when the link is gone: unplugged, closed by the far end, or disposed.</summary>
    public Task Gone => gone.Task;

    public static async Task<DeviceSession> OpenAsync(DeviceAddress address, int baud, CancellationToken cancellationToken) =>
        new(address, await DeviceTransports.OpenAsync(address, baud, cancellationToken));

    /// <summary>Every console byte from now on, in order. The sink must not block.</summary>
    public IDisposable Subscribe(Action<ReadOnlyMemory<byte>> sink)
    {
        lock (routing)
        {
            sinks = [.. sinks, sink];
        }

        return new Subscription(() =>
        {
            lock (routing)
            {
                sinks = [.. sinks.Where(s => s != sink)];
            }
        });
    }

    /// <summary>What a person types. It waits for its turn behind an exchange.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await line.WaitAsync(cancellationToken);
        try
        {
            await WriteAsync(bytes, cancellationToken);
        }
        finally
        {
            line.Release();
        }
    }

    /// <summary>Ctrl-C, at once.</summary>
    public async Task InterruptAsync(CancellationToken cancellationToken) => await WriteAsync(new byte[] { 3 }, cancellationToken);

    /// <summary>The EN line where there is one, else machine.reset() through the REPL.</summary>
    public async Task ResetAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        await line.WaitAsync(cancellationToken);
        try
        {
            if (await transport.PulseResetAsync(cancellationToken))
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
                // Once it is on its way it is seen through: a Ctrl-C now would stop the program that starts.
                await repl.StartAsync("import machine\nmachine.reset()", CancellationToken.None);
                return true;
            },
            timeout,
            leave: false,
            cancellationToken);
    }

    /// <summary>Holds the line, enters the raw REPL, uses it, and leaves the board at the friendly REPL.</summary>
    /// <param name="enterTimeout">For entering; each later wait has its own limit.</param>
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
            lock (routing)
            {
                exchange = input;
            }

            if (Gone.IsCompleted)
            {
                throw Disconnected();
            }

            var repl = new RawReplSession(
                input, new ReplPort(WriteAsync, bytes => Publish(bytes), transport.PulseResetAsync, note => Noted?.Invoke(note)));
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
                if (!stay && !Gone.IsCompleted)
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
            lock (routing)
            {
                exchange = null;
                Publish(input.TakeAvailable());
            }

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

    private async Task ReadAsync()
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int count;
            while ((count = await transport.ReadAsync(buffer, closing.Token)) > 0)
            {
                await RouteAsync(buffer.AsMemory(0, count).ToArray());
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
        finally
        {
            lock (routing)
            {
                gone.TrySetResult();
                exchange?.Complete();
            }
        }
    }

    private ValueTask<FlushResult> RouteAsync(byte[] bytes)
    {
        lock (routing)
        {
            if (exchange is { } holder)
            {
                return holder.Append(bytes);
            }

            Publish(bytes);
            return default;
        }
    }

    private void Publish(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        foreach (var sink in sinks)
        {
            sink(bytes);
        }
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await transport.WriteAsync(bytes, cancellationToken);
        }
        catch (IOException e)
        {
            throw Disconnected(e);
        }
    }

    private OtaToolsException Disconnected(Exception? inner = null) =>
        new(ErrorCode.DeviceDisconnected, Strings.DeviceDisconnected(Address), inner);

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await reading;
        await transport.DisposeAsync();
        closing.Dispose();
    }

    private sealed class Subscription(Action dispose) : IDisposable
    {
        public void Dispose() => dispose();
    }
}
