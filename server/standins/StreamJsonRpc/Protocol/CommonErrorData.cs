using System.Runtime.Serialization;

namespace StreamJsonRpc.Protocol;

/// <summary>What an error tells of the exception behind it.</summary>
[DataContract]
public class CommonErrorData
{
    public CommonErrorData()
    {
    }

    public CommonErrorData(Exception copyFrom)
    {
        ArgumentNullException.ThrowIfNull(copyFrom);
        TypeName = copyFrom.GetType().FullName;
        Message = copyFrom.Message;
        StackTrace = copyFrom.StackTrace;
        HResult = copyFrom.HResult;
        Inner = copyFrom.InnerException is { } inner ? new CommonErrorData(inner) : null;
    }

    [DataMember(Order = 0, Name = "type")]
    public string? TypeName { get; set; }

    [DataMember(Order = 1, Name = "message")]
    public string? Message { get; set; }

    [DataMember(Order = 2, Name = "stack")]
    public string? StackTrace { get; set; }

    [DataMember(Order = 3, Name = "code")]
    public int HResult { get; set; }

    [DataMember(Order = 4, Name = "inner")]
    public CommonErrorData? Inner { get; set; }
}
