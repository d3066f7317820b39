using System.Collections.Concurrent;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Tests.Device.RawRepl;

namespace OtaTools.Core.Tests.Device;

/// <summary>A fake board whose cable can be pulled and put back; its session looks for it without losing time.</summary>
internal sealed class FakeDevice : IAsyncDisposable
{
    private static readonly LinkPauses Pauses = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(20));

    private readonly ConcurrentQueue<SessionEvent> events = new();
    private Func<FakeTransport>? plugged;

    public FakeDevice()
    {
        Transport = new FakeTransport(Board);
        var finder = new DeviceFinder(DeviceAddress.Parse("fake"), Open, _ => null, _ => null);
        Session = new DeviceSession(DeviceAddress.Parse("fake"), new OpenPort("fake", Transport), finder, Pauses);
        Session.Happened += events.Enqueue;
    }

    public FakeBoard Board { get; } = new();

    public DeviceSession Session { get; }

    /// <summary>The one that is open, or was last.</summary>
    public FakeTransport Transport { get; private set; }

    public IReadOnlyList<SessionEvent> Events => [.. events];

    /// <summary>Tries to open it so far.</summary>
    public int Looks { get; private set; }

    /// <summary>Why it cannot be opened where it is not plugged in.</summary>
    public ErrorCode InTheWay { get; set; } = ErrorCode.DeviceNotFound;

    public void Unplug()
    {
        plugged = null;
        Transport.Unplug();
    }

    public void PlugIn() => plugged = () => new FakeTransport(Board);

    /// <summary>It opens, and is gone at once, as a port that a server has given to somebody else.</summary>
    public void PlugInBadly() => plugged = () =>
    {
        var bad = new FakeTransport(Board);
        bad.Unplug();
        return bad;
    };

    public ValueTask DisposeAsync() => Session.DisposeAsync();

    private Task<IDeviceTransport> Open(DeviceAddress address, CancellationToken cancellationToken)
    {
        Looks++;
        if (plugged is not { } connect)
        {
            throw new OtaToolsException(InTheWay, $"{InTheWay} is in the way");
        }

        Transport = connect();
        return Task.FromResult<IDeviceTransport>(Transport);
    }
}
