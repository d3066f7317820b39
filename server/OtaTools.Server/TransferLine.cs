using System.Globalization;
using OtaTools.Core.Serving;

namespace OtaTools.Server;

/// <summary>One line a request, as people know it from http.server, with what became of it.</summary>
internal static class TransferLine
{
    public static string Of(Transfer transfer)
    {
        var time = transfer.Started.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var end = transfer.State == TransferState.BrokenOff ? Messages.BrokenOff(transfer.BytesSent, transfer.BytesTotal) : $"{transfer.BytesSent:N0} B";
        return $"{time} {transfer.Board} \"{transfer.Method} {transfer.Path}\" {transfer.Status} {transfer.Why ?? end}";
    }
}
