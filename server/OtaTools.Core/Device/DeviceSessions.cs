using OtaTools.Core.Device.Transport;
using OtaTools.Core.Firmware.Verdicts;

namespace OtaTools.Core.Device;

/// <summary>
/// One session a device, shared by all who use it until it is closed; a lost link is looked for meanwhile. Names of one port
/// (a link of /dev/serial/by-id, and what it points to) are one device.
/// </summary>
/// <param name="open">Opens a session that lasts.</param>
public sealed class DeviceSessions(Func<DeviceAddress, int, CancellationToken, Task<DeviceSession>> open) : IAsyncDisposable
{
    private readonly Lock naming = new();
    private readonly RecentPorts ports = new();
    private readonly Dictionary<DeviceAddress, Place> places = [];

    /// <summary>Of sessions that are over, by each name that they had.</summary>
    private readonly Dictionary<DeviceAddress, (LearntBoard Board, string Port)> learnt = [];

    public DeviceSessions()
        : this(DeviceSession.OpenLastingAsync)
    {
    }

    /// <summary>A session begins; all that its board prints is in its history.</summary>
    public event Action<DeviceSession>? Opened;

    /// <summary><see cref="FactsOf"/> may say something else for a device.</summary>
    public event Action? FactsChanged;

    /// <summary>The open session of a device; opens one where there is none.</summary>
    /// <exception cref="OtaToolsException">The device cannot be opened.</exception>
    public async Task<DeviceSession> GetAsync(DeviceAddress address, int baud, CancellationToken cancellationToken)
    {
        while (true)
        {
            var place = PlaceOf(address);
            await place.Changing.WaitAsync(cancellationToken);
            try
            {
                if (!place.IsClosed)
                {
                    return await GetAsync(place, address, baud, cancellationToken);
                }
            }
            finally
            {
                place.Changing.Release();
            }
        }
    }

    /// <summary>The session of a device where there is one.</summary>
    public DeviceSession? Find(DeviceAddress address)
    {
        lock (naming)
        {
            return places.GetValueOrDefault(address)?.Session;
        }
    }

    /// <summary>The session at whose end a board is, where there is one; by what the board told of itself.</summary>
    /// <param name="mac">In lower case.</param>
    public DeviceSession? FindBoard(string mac)
    {
        lock (naming)
        {
            return places.Values.Select(place => place.Session).FirstOrDefault(session => session is { IsConnected: true } && session.Mac == mac);
        }
    }

    /// <summary>
    /// What was last learnt of the board at an address, in this session or an earlier one, without asking it again. Null where nothing
    /// was, or where another board is there by now.
    /// </summary>
    public BoardFacts? FactsOf(DeviceAddress address)
    {
        (LearntBoard? Board, string Port) last;
        lock (naming)
        {
            var session = places.GetValueOrDefault(address)?.Session;
            last = session?.Learnt is { } known ? (known, session.Port) : learnt.GetValueOrDefault(address);
        }

        return last.Board?.IsStillAt(last.Port, ports) == true ? last.Board.Facts : null;
    }

    /// <summary>Lets go of the port, under all its names; nothing happens where it is not open.</summary>
    public async Task CloseAsync(DeviceAddress address)
    {
        Place? place;
        lock (naming)
        {
            place = places.GetValueOrDefault(address);
        }

        if (place is not null)
        {
            await CloseAsync(place);
        }
    }

    private async Task<DeviceSession> GetAsync(Place place, DeviceAddress address, int baud, CancellationToken cancellationToken)
    {
        if (place.Session is { Gone.IsCompleted: false } session)
        {
            session.Address = address;
            session.LookNow();
            return session;
        }

        if (place.Session is { } over)
        {
            Keep(place);
            await over.DisposeAsync();
            place.Session = null;
        }

        try
        {
            place.Session = await open(address, baud, cancellationToken);
        }
        catch
        {
            Forget(place); // what its names lead to may be another port next time
            throw;
        }

        place.Session.LearntMore += () => FactsChanged?.Invoke();
        StartLines.Follow(place.Session);
        Opened?.Invoke(place.Session);
        return place.Session;
    }

    /// <summary>One open at a time for each, so that a device out of reach holds up no other.</summary>
    private Place PlaceOf(DeviceAddress address)
    {
        lock (naming)
        {
            if (!places.TryGetValue(address, out var place))
            {
                var port = address is SerialAddress serial ? PortName.Resolve(serial.PortName) : address.ToString();
                place = places.Values.FirstOrDefault(known => known.LeadsTo(port)) ?? new Place(port);
                places[address] = place;
            }

            return place;
        }
    }

    private async Task CloseAsync(Place place)
    {
        await place.Changing.WaitAsync();
        try
        {
            Forget(place);
            if (place.Session is { } session)
            {
                await session.DisposeAsync();
            }
        }
        finally
        {
            place.Changing.Release();
        }
    }

    /// <summary>Whoever waits for it finds it closed, and asks for its device anew.</summary>
    private void Forget(Place place)
    {
        place.IsClosed = true;
        lock (naming)
        {
            Keep(place);
            foreach (var name in NamesOf(place))
            {
                places.Remove(name);
            }
        }
    }

    /// <summary>What its session learnt outlives it.</summary>
    private void Keep(Place place)
    {
        lock (naming)
        {
            if (place.Session is { Learnt: { } known } session)
            {
                NamesOf(place).ForEach(name => learnt[name] = (known, session.Port));
            }
        }
    }

    private List<DeviceAddress> NamesOf(Place place) => [.. places.Where(named => named.Value == place).Select(named => named.Key)];

    public async ValueTask DisposeAsync()
    {
        List<Place> all;
        lock (naming)
        {
            all = [.. places.Values.Distinct()];
        }

        await Task.WhenAll(all.Select(CloseAsync));
    }

    /// <summary>Where the session of one device is, or is about to be opened.</summary>
    /// <param name="port">What the address led to when it was asked for.</param>
    private sealed class Place(string port)
    {
        public SemaphoreSlim Changing { get; } = new(1, 1);

        public DeviceSession? Session { get; set; }

        public bool IsClosed { get; set; }

        /// <summary>A session that lost its port has no say in who has it now: the number of a terminal is given out again.</summary>
        public bool LeadsTo(string other) => Session is { } session ? session.IsConnected && session.Port == other : port == other;
    }
}
