using OtaTools.Core.Device;

namespace OtaTools.Core.Fleet;

/// <summary>Boards of a fleet that a cable of this computer leads to.</summary>
public sealed class AttachedBoards(DeviceSessions sessions, TimeSpan resetTimeout)
{
    /// <returns>The open device; null where there is none.</returns>
    public string? DeviceOf(string mac) => sessions.FindBoard(mac)?.Address.ToString();

    /// <summary>Has a board ask for firmware now, by a reset.</summary>
    /// <returns>False where it is not attached, or something is done with it at the moment.</returns>
    public async Task<bool> AskAsync(string mac, CancellationToken cancellationToken)
    {
        if (sessions.FindBoard(mac) is not { IsIdle: true } session)
        {
            return false;
        }

        try
        {
            await session.ResetAsync(resetTimeout, cancellationToken);
            return true;
        }
        catch (OtaToolsException)
        {
            return false; // it asks when it starts next
        }
    }
}
