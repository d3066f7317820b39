using System.Net;
using System.Net.NetworkInformation;
using OtaTools.Core;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Serving;

namespace OtaTools.Server.Features.Language;

/// <summary>This computer's addresses, asked of the system once, and again when it says that they changed.</summary>
internal sealed class ThisComputer : IDisposable
{
    private readonly Lock asking = new();
    private IReadOnlyList<LanInterface>? addresses;
    private (DeviceAddress? Device, string? Named, IPAddress? Address)? reachable;
    private bool listening;

    public event Action? Changed;

    public IReadOnlyList<LanInterface> Addresses
    {
        get
        {
            lock (asking)
            {
                Listen();
                return addresses ??= LanAddress.List();
            }
        }
    }

    /// <summary>The address that a board is told; null where there is none.</summary>
    /// <param name="named">By the settings; what cannot be understood there is said where it is used.</param>
    public IPAddress? ReachableFrom(DeviceAddress? device, string? named)
    {
        lock (asking)
        {
            Listen();
            if (reachable is not { } known || known.Device != device || known.Named != named)
            {
                reachable = known = (device, named, Ask());
            }

            return known.Address;
        }

        IPAddress? Ask()
        {
            try
            {
                return ServingAddress.Named(named) ?? LanAddress.For(device, board: null);
            }
            catch (OtaToolsException)
            {
                return null;
            }
        }
    }

    public void Dispose() => NetworkChange.NetworkAddressChanged -= OnAddressChanged;

    /// <summary>From the first question on: a sidecar without documents has no ear for it.</summary>
    private void Listen()
    {
        if (!listening)
        {
            listening = true;
            NetworkChange.NetworkAddressChanged += OnAddressChanged;
        }
    }

    private void OnAddressChanged(object? sender, EventArgs e)
    {
        lock (asking)
        {
            (addresses, reachable) = (null, null);
        }

        Changed?.Invoke();
    }
}
