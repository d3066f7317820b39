using OtaTools.Core;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Firmware.Verdicts;

namespace OtaTools.Server.Features.Firmware;

/// <summary>The board that files are judged for.</summary>
internal static class KnownBoard
{
    /// <summary>A name that is none is no reason to say nothing of the files.</summary>
    public static BoardFacts? FactsOf(DeviceSessions sessions, string? device)
    {
        try
        {
            return string.IsNullOrEmpty(device) ? null : sessions.FactsOf(DeviceAddress.Parse(device));
        }
        catch (OtaToolsException e) when (e.Code == ErrorCode.DeviceAddressInvalid)
        {
            return null;
        }
    }
}
