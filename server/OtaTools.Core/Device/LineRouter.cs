using System.IO.Pipelines;
using OtaTools.Core.Device.Console;
using OtaTools.Core.Device.RawRepl;

namespace OtaTools.Core.Device;

/// <summary>Where a board's bytes go: to the one exchange that holds the line, else to the console and all who hear it.</summary>
/// <param name="onBusy">An exchange took the line, or gave it back; in order with the bytes.</param>
internal sealed class LineRouter(Action<bool> onBusy)
{
    private readonly Lock routing = new();
    private Action<ReadOnlyMemory<byte>>[] sinks = [];
    private ReplInput? exchange;

    public ConsoleHistory History { get; } = new();

    /// <param name="remembered">What is remembered first: no byte is missing or there twice between the two.</param>
    public IDisposable Subscribe(Action<ReadOnlyMemory<byte>> sink, bool remembered)
    {
        lock (routing)
        {
            if (remembered)
            {
                sink(History.Remembered());
            }

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

    /// <returns>False where there is no line to hold.</returns>
    /// <param name="isUp">Asked when nothing can come between.</param>
    public bool Hold(ReplInput input, Func<bool> isUp)
    {
        lock (routing)
        {
            if (!isUp())
            {
                return false;
            }

            exchange = input;
            onBusy(true);
            return true;
        }
    }

    /// <summary>What the exchange has not read is the console's.</summary>
    public void GiveBack(ReplInput input)
    {
        lock (routing)
        {
            Publish(input.TakeAvailable());
            if (exchange == input)
            {
                exchange = null;
                onBusy(false);
            }
        }
    }

    /// <summary>The link is gone: what comes over the next one is no business of the exchange, which reads what is left of this one.</summary>
    public void Break()
    {
        lock (routing)
        {
            if (exchange is { } holder)
            {
                exchange = null;
                holder.Complete();
                onBusy(false);
            }
        }
    }

    /// <summary>Ends when the bytes may be written over.</summary>
    public ValueTask RouteAsync(ReadOnlyMemory<byte> bytes)
    {
        lock (routing)
        {
            if (exchange is { } holder)
            {
                return Taken(holder.Append(bytes));
            }

            Publish(bytes);
            return default;
        }

        static async ValueTask Taken(ValueTask<FlushResult> appended) => await appended;
    }

    public void Publish(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        lock (routing)
        {
            History.Append(bytes.Span);
            foreach (var sink in sinks)
            {
                sink(bytes);
            }
        }
    }

    private sealed class Subscription(Action dispose) : IDisposable
    {
        public void Dispose() => dispose();
    }
}
