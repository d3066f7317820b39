using OtaTools.Core.Device.Transport;

namespace OtaTools.Core.Device;

/// <summary>One session a device, shared by all who use it, until it is closed or its link is gone.</summary>
public sealed class DeviceSessions : IAsyncDisposable
{
    private readonly SemaphoreSlim changing = new(1, 1);
    private readonly Dictionary<DeviceAddress, DeviceSession> open = [];

    /// <summary>Console bytes of any device. Called from reading threads; it must not block.</summary>
    public event Action<DeviceAddress, ReadOnlyMemory<byte>>? Output;

    /// <summary><see cref="DeviceSession.Noted"/> of any device.</summary>
    public event Action<DeviceAddress, string>? Noted;

    /// <summary>A device's link is gone, wanted or not.</summary>
    public event Action<DeviceAddress>? Gone;

    /// <summary>The open session of a device; opens one where there is none.</summary>
    /// <exception cref="OtaToolsException">The device cannot be opened.</exception>
    public async Task<DeviceSession> GetAsync(DeviceAddress address, int baud, CancellationToken cancellationToken)
    {
        await changing.WaitAsync(cancellationToken);
        try
        {
            if (open.TryGetValue(address, out var session) && !session.Gone.IsCompleted)
            {
                return session;
            }

            if (open.Remove(address, out var dead))
            {
                await dead.DisposeAsync();
            }

            session = await DeviceSession.OpenAsync(address, baud, cancellationToken);
            session.Subscribe(bytes => Output?.Invoke(address, bytes));
            session.Noted += note => Noted?.Invoke(address, note);
            _ = session.Gone.ContinueWith(_ => Gone?.Invoke(address), TaskScheduler.Default);
            open[address] = session;
            return session;
        }
        finally
        {
            changing.Release();
        }
    }

    /// <summary>Lets go of the port; nothing happens where it is not open.</summary>
    public async Task CloseAsync(DeviceAddress address)
    {
        await changing.WaitAsync();
        try
        {
            if (open.Remove(address, out var session))
            {
                await session.DisposeAsync();
            }
        }
        finally
        {
            changing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in open.Values)
        {
            await session.DisposeAsync();
        }

        open.Clear();
        changing.Dispose();
    }
}
